import { normaliseParty, type NormalParty } from '../normalise/normalise-party';
import type { Party } from '../party';
import { isAnotherParty } from './another-party';

const CODES = ['91996045M17945801C', '91998801M513304647'] as const;

function aState(kind: Party['kind'], name: string, creditCode?: string): NormalParty {
  const identifiers = creditCode === undefined ? [] : [{ type: 'creditCode', value: creditCode }];
  const nothingElse = { phones: [], emails: [], address: null, birthDate: null, sameAs: [] };
  return normaliseParty({ system: 's', key: '1', kind, names: [{ text: name }], identifiers, ...nothingElse }, (value) => value);
}

describe('what a record says at two moments', () => {
  it.each<[string, NormalParty, NormalParty]>([
    ['names with nothing in common', aState('PERSON', '谭帅嘉'), aState('PERSON', '马娜宁')],
    ['companies with nothing in common', aState('ORGANISATION', '恒信机械有限公司'), aState('ORGANISATION', '天府茶叶有限公司')],
    ['a person and a company', aState('PERSON', '谭帅嘉'), aState('ORGANISATION', '恒信机械有限公司')],
    [
      'two checked numbers',
      aState('ORGANISATION', '恒信机械有限公司', CODES[0]),
      aState('ORGANISATION', '恒信机械有限公司', CODES[1]),
    ],
  ])('is two parties: %s', (_what, a, b) => {
    expect([isAnotherParty(a, b), isAnotherParty(b, a)]).toEqual([true, true]);
  });

  it.each<[string, NormalParty, NormalParty]>([
    ['the same name', aState('PERSON', '谭帅嘉'), aState('PERSON', '谭帅嘉')],
    ['a name in another spelling', aState('PERSON', '谭帅嘉'), aState('PERSON', 'TAN SHUAIJIA')],
    ['a name with a slip', aState('PERSON', 'Jonathan Miller'), aState('PERSON', 'Jonathon Miller')],
    ['a family name that changed', aState('PERSON', 'Anna Smith'), aState('PERSON', 'Anna Miller')],
    ['a name that is gone', aState('PERSON', '谭帅嘉'), aState('PERSON', '')],
    ['another form of a company', aState('ORGANISATION', '恒信机械有限公司'), aState('ORGANISATION', '恒信机械')],
    [
      'another name under the same checked number',
      aState('ORGANISATION', '恒信机械有限公司', CODES[0]),
      aState('ORGANISATION', '天府茶叶有限公司', CODES[0]),
    ],
  ])('is one party: %s', (_what, a, b) => {
    expect([isAnotherParty(a, b), isAnotherParty(b, a)]).toEqual([false, false]);
  });
});
