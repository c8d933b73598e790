import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { parse } from 'yaml';
import { blockingPolicySchema } from './block/blocking-policy';
import { keepApart, NO_DECISIONS } from './cluster/decisions';
import { DEFAULT_LIMITS, resolveParties, type Resolution } from './resolve';
import { MatchIndex } from './match-index';
import { normaliseParty, type NormalParty } from './normalise/normalise-party';
import type { Party } from './party';
import { calibrate } from './score/calibrate';
import { readModel, writeModel } from './score/model-file';
import { weightsSchema } from './score/weights-file';
import { companySet } from '../identity-command/companies/company-set';

const file = (name: string): unknown => parse(readFileSync(resolve(__dirname, 'model', name), 'utf8'));
const weights = weightsSchema.parse(file('weights.yaml'));
const blocking = blockingPolicySchema.parse(file('blocking.yaml'));
const normal = (party: Party): NormalParty => normaliseParty(party, (value) => `#${value}`);
const ids = (clusters: Resolution['clusters']): string[][] => clusters.map((cluster) => cluster.map(({ id }) => id));

function aCompany(key: string, name: string, more: Partial<Party> = {}): NormalParty {
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
const aPerson = (key: string, name: string, more: Partial<Party> = {}): NormalParty =>
  aCompany(key, name, { kind: 'PERSON', ...more });

const world = companySet(501, 60).parties.map(normal);
const model = calibrate(world, weights, blocking);
const CODES = ['91996045M17945801C', '91998801M513304647'] as const;
const code = (value: string): Partial<Party> => ({ identifiers: [{ type: 'creditCode', value }] });
const clustersOf = (...parties: NormalParty[]): string[][] => ids(resolveParties(parties, model).clusters);

describe('who is one party', () => {
  it('joins names by script, legal form, place and sound when a number agrees', () => {
    const phone = { phones: ['16912345678'] };
    const names = [
      '杭州恒信机械设备有限公司',
      '杭州市恆信機械設備',
      '杭州衡信机械设备有限公司',
      '恒信机械设备(杭州)股份有限公司',
    ];
    expect(clustersOf(...names.map((name, i) => aCompany(String(i), name, phone)))).toHaveLength(1);
  });

  it('joins two names of one valid credit code, and all that belong to either, but not those of a code with a wrong check', () => {
    const [renamed, other] = ['杭州恒信机械设备有限公司', '成都天府茶叶有限公司'];
    const phone = { phones: ['16912345678'] };
    const records = [
      aCompany('1', renamed, { ...phone, ...code(CODES[0]) }),
      aCompany('2', renamed, phone),
      aCompany('3', renamed, phone),
      aCompany('4', other, code(CODES[0])),
    ];
    expect(clustersOf(...records)).toHaveLength(1);
    const wrong = code(CODES[0].replace('M', 'N'));
    expect(clustersOf(aCompany('1', renamed, wrong), aCompany('2', other, wrong))).toHaveLength(2);
  });

  it('keeps a branch apart from its head office although it uses the code of the company', () => {
    const [head, branch] = ['杭州恒信机械设备有限公司', '杭州恒信机械设备有限公司上海分公司'];
    expect(clustersOf(aCompany('1', head, code(CODES[0])), aCompany('2', branch, code(CODES[0])))).toHaveLength(2);
  });

  it('never joins two valid credit codes, whatever else agrees', () => {
    const same = { phones: ['16912345678'], emails: ['a@heng.example'] };
    const [a, b] = CODES.map((value, i) => aCompany(String(i), '杭州恒信机械设备有限公司', { ...same, ...code(value) }));
    if (!a || !b) throw new Error('two companies are needed');
    expect(clustersOf(a, b)).toHaveLength(2);
    expect(resolveParties([a, b], model).reviews).toMatchObject([{ reason: 'IDENTIFIER_CONFLICT' }]);
  });

  it('keeps two valid credit codes apart although a third record fits both', () => {
    const same = { phones: ['16912345678'] };
    const name = '杭州恒信机械设备有限公司';
    const records = [
      aCompany('1', name, { ...same, ...code(CODES[0]) }),
      aCompany('2', name, same),
      aCompany('3', name, { ...same, ...code(CODES[1]) }),
    ];
    const { clusters, reviews } = resolveParties(records, model);
    expect(clusters).toHaveLength(2);
    expect(reviews.map(({ reason }) => reason)).toContain('IDENTIFIER_CONFLICT');
  });

  it('keeps a branch apart from its head office, and sister companies with one switchboard apart', () => {
    const phone = { phones: ['16912345678'] };
    expect(
      clustersOf(aCompany('1', '杭州恒信机械设备有限公司', phone), aCompany('2', '杭州恒信机械设备有限公司上海分公司', phone)),
    ).toHaveLength(2);
    expect(
      clustersOf(aCompany('1', '杭州恒信机械设备有限公司', phone), aCompany('2', '杭州恒信餐饮管理有限公司', phone)),
    ).toHaveLength(2);
  });

  it('does not believe a reference to a company of another name, unless more than the reference says so', () => {
    const named = aCompany('1', '杭州恒信机械设备有限公司', { phones: ['16912345678'] });
    const refer = (key: string, name: string, more: Partial<Party> = {}): NormalParty =>
      aCompany(key, name, { sameAs: [{ system: 's', key: '1' }], ...more });
    const wrong = refer('2', '恒达机械设备');
    expect(clustersOf(named, wrong)).toHaveLength(2);
    expect(resolveParties([named, wrong], model).reviews).toMatchObject([{ reason: 'BELOW_MERGE' }]);
    expect(clustersOf(named, refer('2', '恒信机械设备'))).toHaveLength(1);
    expect(clustersOf(named, refer('2', '恒达机械设备', { phones: ['16912345678'] }))).toHaveLength(1);
  });

  it('has a person decide on equal names of which only one tells the place', () => {
    const [here, anywhere] = [aCompany('1', '杭州恒信机械设备有限公司'), aCompany('2', '恒信机械设备有限公司')];
    expect(clustersOf(here, anywhere)).toHaveLength(2);
    expect(resolveParties([here, anywhere], model).reviews).toMatchObject([{ reason: 'BELOW_MERGE' }]);
    expect(clustersOf(here, aCompany('2', '杭州恒信机械设备'))).toHaveLength(1);
  });

  it('takes a question mark for a character that the source does not have', () => {
    const [a, b] = [aPerson('1', '王?明', { phones: ['16912345678'] }), aPerson('2', '王䶮明', { phones: ['16912345678'] })];
    expect(model.kinds.PERSON.explain(a, b).evidence).toContainEqual(
      expect.objectContaining({ comparison: 'givenName', level: 'CLOSE' }),
    );
  });

  it('sends a cluster beyond the size cap to review', () => {
    const records = Array.from({ length: 5 }, (_, i) =>
      aCompany(String(i), '杭州恒信机械设备有限公司', { phones: ['16912345678'] }),
    );
    const { clusters, reviews } = resolveParties(records, model, { limits: { ...DEFAULT_LIMITS, maxRecords: 3 } });
    expect(Math.max(...clusters.map(({ length }) => length))).toBe(3);
    expect(reviews.map(({ reason }) => reason)).toContain('CLUSTER_TOO_LARGE');
  });
});

describe('the evidence of a pair', () => {
  it('adds up to the score, the same in both directions', () => {
    fc.assert(
      fc.property(fc.nat(world.length - 1), fc.nat(world.length - 1), (i, j) => {
        const [a, b] = [world[i], world[j]];
        if (!a || !b) return;
        const kind = model.kinds.ORGANISATION;
        const { evidence, prior, score, bound } = kind.explain(a, b);
        if (bound === null) expect(evidence.reduce((sum, { weight }) => sum + weight, prior)).toBeCloseTo(score, 9);
        expect(kind.score(a, b)).toBeCloseTo(score, 9);
        expect(kind.score(b, a)).toBeCloseTo(score, 9);
      }),
      { numRuns: 200 },
    );
  });
});

describe('clusters', () => {
  const expected = ids(resolveParties(world, model).clusters);

  it('do not depend on the order of the records', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(world, { minLength: world.length }), (shuffled) => {
        expect(ids(resolveParties(shuffled, model).clusters)).toEqual(expected);
      }),
      { numRuns: 3 },
    );
  });

  it('are the same when the records come one by one, in any order', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(world, { minLength: world.length }), (shuffled) => {
        const index = new MatchIndex(model);
        for (const party of shuffled) index.add(party);
        expect(ids(index.clusters())).toEqual(expected);
      }),
      { numRuns: 3 },
    );
  });

  it('are those of the records that are left after any changes', () => {
    const kept = world.slice(0, 120);
    const renamed = (party: NormalParty, other: NormalParty): NormalParty => ({ ...other, id: party.id, source: party.source });
    const step = fc.tuple(fc.nat(kept.length - 1), fc.constantFrom('remove', 'put', 'become'), fc.nat(kept.length - 1));
    fc.assert(
      fc.property(fc.array(fc.array(step, { minLength: 1, maxLength: 8 }), { maxLength: 12 }), (batches) => {
        const index = new MatchIndex(model);
        const left = new Map(kept.map((party) => [party.id, party]));
        index.change({ put: kept, remove: [] });
        for (const batch of batches) {
          const put = new Map<string, NormalParty>();
          const remove = new Set<string>();
          for (const [at, what, other] of batch) {
            const [party, source] = [kept[at], kept[other]];
            if (!party || !source || put.has(party.id) || remove.has(party.id)) continue;
            if (what === 'remove') remove.add(party.id);
            else put.set(party.id, what === 'put' ? party : renamed(party, source));
          }
          index.change({ put: [...put.values()], remove: [...remove] });
          for (const id of remove) left.delete(id);
          for (const [id, party] of put) left.set(id, party);
        }
        expect(ids(index.clusters())).toEqual(ids(resolveParties([...left.values()], model).clusters));
      }),
      { numRuns: 40 },
    );
  });

  it('are the same when records and pairs are loaded as when they were found', () => {
    const index = new MatchIndex(model);
    const { newPairs } = index.change({ put: world, remove: [] });
    const loaded = new MatchIndex(model);
    const steps = loaded.restoring(
      world,
      newPairs.map(({ a, b, score, conflict }) => [a.id, b.id, score, conflict]),
    );
    for (const step of steps) expect(step).toBeUndefined();
    expect(ids(loaded.clusters())).toEqual(expected);
  });

  it('are the same with a model that was written and read', () => {
    const read = readModel(writeModel(model), weights, blocking);
    expect(ids(resolveParties(world, read).clusters)).toEqual(expected);
  });

  it('stay as they are when 10,000 unrelated records come', () => {
    const unrelated = Array.from({ length: 10_000 }, (_, i) =>
      aCompany(`new${i}`, `${String.fromCharCode(0x5000 + i)}${String.fromCharCode(0x6000 + ((i * 7) % 4000))}研究院${i}`),
    );
    const known = new Set(world.map(({ id }) => id));
    const { clusters } = resolveParties([...world, ...unrelated], model);
    expect(ids(clusters).filter(([first]) => first !== undefined && known.has(first))).toEqual(expected);
  });

  it('have one link less than records', () => {
    const { clusters, links } = resolveParties(world, model);
    expect(links).toHaveLength(world.length - clusters.length);
  });
});

describe('what persons decided', () => {
  const same = { phones: ['16912345678'] };
  const name = '杭州恒信机械设备有限公司';
  const [a, b, other] = [aCompany('1', name, same), aCompany('2', name, same), aCompany('3', '成都天府茶叶有限公司')];
  const decided = (decisions: Parameters<MatchIndex['decide']>[0], records = [a, b, other]): string[][] => {
    const index = new MatchIndex(model);
    index.change({ put: records, remove: [] });
    index.decide(decisions);
    index.recluster(records.map(({ id }) => id));
    return ids(index.clusters());
  };
  const apart = (left: string, right: string): ReadonlyMap<string, ReadonlySet<string>> => {
    const map = new Map<string, Set<string>>();
    keepApart(map, [left], [right]);
    return map;
  };

  it('joins records that nothing else joins, and keeps apart what everything joins', () => {
    expect(decided(NO_DECISIONS)).toEqual([['s 1', 's 2'], ['s 3']]);
    expect(decided({ together: [{ left: ['s 1'], right: ['s 3'] }], apart: new Map() })).toEqual([['s 1', 's 2', 's 3']]);
    expect(decided({ together: [], apart: apart('s 1', 's 2') })).toEqual([['s 1'], ['s 2'], ['s 3']]);
  });

  it('joins by the records that are left of a side', () => {
    const together = [{ left: ['s gone', 's 1'], right: ['s 3'] }];
    expect(decided({ together, apart: new Map() })).toEqual([['s 1', 's 2', 's 3']]);
  });

  it('never joins over a record that is kept apart', () => {
    const together = [{ left: ['s 3'], right: ['s 2'] }];
    expect(decided({ together, apart: apart('s 1', 's 3') })).toEqual([['s 1'], ['s 2', 's 3']]);
  });
});
