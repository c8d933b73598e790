import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'yaml';
import { blockingPolicySchema } from '../block/blocking-policy';
import { keepApart, NO_DECISIONS } from '../cluster/decisions';
import { MatchIndex } from '../match-index';
import { normaliseParty, type NormalParty } from '../normalise/normalise-party';
import type { Party } from '../party';
import { calibrate } from '../score/calibrate';
import { weightsSchema } from '../score/weights-file';
import { companySet } from '../../identity-command/companies/company-set';
import { findMixedFiles } from './mixed-file';

const file = (name: string): unknown => parse(readFileSync(resolve(__dirname, '../model', name), 'utf8'));
const normal = (party: Party): NormalParty => normaliseParty(party, (value) => `#${value}`);
const weights = weightsSchema.parse(file('weights.yaml'));
const model = calibrate(companySet(501, 60).parties.map(normal), weights, blockingPolicySchema.parse(file('blocking.yaml')));
const CODES = ['91996045M17945801C', '91998801M513304647'] as const;

function aRecord(key: string, name: string, more: Partial<Party> = {}): NormalParty {
  return normal({
    system: 's',
    key,
    kind: 'ORGANISATION',
    names: [{ text: name }],
    phones: [],
    emails: [],
    identifiers: [],
    address: null,
    birthDate: null,
    sameAs: [],
    ...more,
  });
}

const aGuest = (key: string, name: string): NormalParty => aRecord(key, name, { kind: 'PERSON' });
const code = (value: string): Partial<Party> => ({ identifiers: [{ type: 'creditCode', value }] });

function indexOf(parties: readonly NormalParty[], decisions = NO_DECISIONS): MatchIndex {
  const index = new MatchIndex(model);
  index.decide(decisions);
  index.change({ put: parties, remove: [] });
  return index;
}

describe('one file with many customers [GW-03]', () => {
  it.each([
    ['谭帅嘉/马娜宁', ['谭帅嘉', '马娜宁']],
    ['谭帅嘉 ／ 马娜宁', ['谭帅嘉', '马娜宁']],
    ['ZHOUYANKE/罗健良', ['zhouyanke', '罗健良']],
    ['张先生/李明/王芳', ['张', '李明', '王芳']],
  ])('is a profile of a couple: %s', (name, says) => {
    const [found] = findMixedFiles(indexOf([aGuest('1', name)]));
    expect(found).toMatchObject({ reason: 'TWO_NAMES', record: 's 1', leaving: [] });
    expect(found?.parties.map((party) => party.says)).toEqual(says);
  });

  it.each(['SMITH/JOHN', '谭帅嘉', '谭帅嘉/', '谭帅嘉/谭帅嘉', '谭帅嘉/无', '谭帅嘉/1608房'])(
    'is not the profile of one person: %s',
    (name) => {
      expect(findMixedFiles(indexOf([aGuest('1', name)]))).toEqual([]);
    },
  );

  it('takes the own records of the second of a couple out, and leaves those of the first', () => {
    const together = ['s 2', 's 3'].map((other) => ({ left: ['s 1'], right: [other] }));
    const index = indexOf([aGuest('1', '谭帅嘉/马娜宁'), aGuest('2', '谭帅嘉'), aGuest('3', '马娜宁')], {
      ...NO_DECISIONS,
      together,
    });
    expect(findMixedFiles(index)).toEqual([
      {
        reason: 'TWO_NAMES',
        record: 's 1',
        parties: [
          { says: '谭帅嘉', records: ['s 1', 's 2'] },
          { says: '马娜宁', records: ['s 1', 's 3'] },
        ],
        leaving: ['s 3'],
      },
    ]);
  });

  it('is a customer whose records have two checked numbers: the fewer of them leave', () => {
    const together = [{ left: ['s 1', 's 2'], right: ['s 3'] }];
    const records = [
      aRecord('1', '杭州恒信机械设备有限公司', code(CODES[0])),
      aRecord('2', '杭州恒信机械设备', code(CODES[0])),
      aRecord('3', '成都天府茶叶有限公司', code(CODES[1])),
    ];
    expect(findMixedFiles(indexOf(records, { ...NO_DECISIONS, together }))).toMatchObject([
      { reason: 'TWO_NUMBERS', record: 's 3', parties: [{ says: CODES[0] }, { says: CODES[1] }], leaving: ['s 3'] },
    ]);
    expect(findMixedFiles(indexOf(records))).toEqual([]);
  });

  it('never says the number of a person, not even its hash', () => {
    const guests = ['11010519491231002X', '440524188001010014'].map((value, i) =>
      aRecord(String(i), '谭帅嘉', { kind: 'PERSON', identifiers: [{ type: 'residentId', value }] }),
    );
    const [found] = findMixedFiles(indexOf(guests, { ...NO_DECISIONS, together: [{ left: ['s 0'], right: ['s 1'] }] }));
    expect(found?.reason).toBe('TWO_NUMBERS');
    expect(found?.parties.map(({ says }) => says)).toEqual([null, null]);
  });

  it('is a record that refers to a customer that nothing else speaks for, until a person keeps them apart', () => {
    const sameAs = [{ system: 's', key: '1' }];
    const records = [
      aRecord('1', '杭州恒信机械设备有限公司', code(CODES[0])),
      aRecord('2', '成都天府茶叶有限公司', { ...code(CODES[1]), sameAs }),
    ];
    expect(findMixedFiles(indexOf(records))).toEqual([
      {
        reason: 'POINTS_TO_ANOTHER',
        record: 's 2',
        parties: [
          { says: null, records: ['s 2'] },
          { says: null, records: ['s 1'] },
        ],
        leaving: [],
      },
    ]);
    const apart = new Map<string, Set<string>>();
    keepApart(apart, ['s 1'], ['s 2']);
    expect(findMixedFiles(indexOf(records, { together: [], apart }))).toEqual([]);
  });

  it('is not a record that refers to one it is like, which waits among the pairs', () => {
    const sameAs = [{ system: 's', key: '1' }];
    const phone = { phones: ['16912345678'] };
    const index = indexOf([
      aRecord('1', '恒达机械设备', code(CODES[0])),
      aRecord('2', '杭州恒信机械设备有限公司', { ...phone, sameAs }),
      aRecord('3', '杭州恒信机械设备有限公司', { ...phone, ...code(CODES[1]) }),
    ]);
    expect(index.clusterOfRecord('s 2').map(({ id }) => id)).toEqual(['s 2', 's 3']);
    expect(index.reviews()).toMatchObject([{ reason: 'BELOW_MERGE', a: { id: 's 1' }, b: { id: 's 2' } }]);
    expect(findMixedFiles(index)).toEqual([]);
  });

  it('is not a record that refers to one of its own', () => {
    const sameAs = [{ system: 's', key: '1' }];
    const name = '杭州恒信机械设备有限公司';
    expect(
      findMixedFiles(indexOf([aRecord('1', name, code(CODES[0])), aRecord('2', name, { ...code(CODES[0]), sameAs })])),
    ).toEqual([]);
  });

  describe('that come by turns', () => {
    const [ONE, OTHER] = ['杭州恒信机械设备有限公司', '成都天府茶叶有限公司'];
    const states = (names: readonly string[], of = aRecord): NormalParty => {
      const [now = '', ...before] = [...names].reverse();
      return { ...of('1', now), earlier: before.reverse().map((name) => of('1', name)) };
    };

    it.each([
      ['back to the first', [ONE, OTHER, ONE]],
      ['back to the second', [ONE, OTHER, ONE, OTHER]],
      ['back after a third', [ONE, OTHER, '南京金陵饭店有限公司', ONE]],
      ['back under a name in another form', [ONE, OTHER, '杭州恒信机械设备']],
    ])('are a record that is about one, then another, and %s', (_how, names) => {
      expect(findMixedFiles(indexOf([states(names)]))).toMatchObject([{ reason: 'ALTERNATES', record: 's 1', leaving: [] }]);
    });

    it.each([
      ['was given to somebody else', [ONE, OTHER]],
      ['was given on twice', [ONE, OTHER, '南京金陵饭店有限公司']],
    ])('are not a record that %s', (_how, names) => {
      expect(findMixedFiles(indexOf([states(names)]))).toEqual([]);
    });

    it('name both, and propose to take out the records of the customer that speak for the other', () => {
      const [a, b] = ['谭帅嘉', '马娜宁'];
      const guests = [states([b, a, b, a], aGuest), aGuest('2', a), aGuest('3', b)];
      const together = ['s 2', 's 3'].map((id) => ({ left: ['s 1'], right: [id] }));
      expect(findMixedFiles(indexOf(guests, { ...NO_DECISIONS, together }))).toEqual([
        {
          reason: 'ALTERNATES',
          record: 's 1',
          parties: [
            { says: a, records: ['s 1', 's 2'] },
            { says: b, records: ['s 1', 's 3'] },
          ],
          leaving: ['s 3'],
        },
      ]);
    });
  });
});
