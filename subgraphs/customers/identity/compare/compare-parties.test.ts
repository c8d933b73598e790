import { COMPARISONS, COMPARISON_NAMES, MISSING, newObserved, type ComparisonName } from './comparison';
import { compareParties } from './compare-parties';
import { normaliseParty, type NormalParty } from '../normalise/normalise-party';
import type { Party } from '../party';

function aParty(kind: Party['kind'], name: Party['names'][number], more: Partial<Party> = {}): NormalParty {
  const empty = { phones: [], emails: [], identifiers: [], address: null, birthDate: null, sameAs: [] };
  return normaliseParty(
    { system: 's', key: JSON.stringify([name, more]), kind, names: [name], ...empty, ...more },
    (value) => value,
  );
}

const aCompany = (text: string, more: Partial<Party> = {}): NormalParty => aParty('ORGANISATION', { text }, more);
const aPerson = (given: string, more: Partial<Party> = {}): NormalParty => aParty('PERSON', { given, family: 'Allen' }, more);

/** The level that two records show, or null when they cannot be compared; the same in both directions. */
function levelOf(comparison: ComparisonName, a: NormalParty, b: NormalParty): string | null {
  const [there, back] = [newObserved(), newObserved()];
  compareParties(a, b, () => 1, there);
  compareParties(b, a, () => 1, back);
  expect(back.levels).toEqual(there.levels);
  const level = there.levels[COMPARISON_NAMES.indexOf(comparison)] ?? MISSING;
  return level === MISSING ? null : (COMPARISONS[comparison][level] ?? null);
}

describe('two companies', () => {
  it.each([
    ['杭州恒信机械有限公司', '杭州恒信机械有限责任公司', 'EXACT'],
    ['杭州恒信机械有限公司', '杭州恒信机械股份有限公司', 'DIFFERENT'],
    ['杭州恒信机械有限公司', '杭州恒信机械集团有限公司', 'DIFFERENT'],
    ['杭州恒信机械集团股份有限公司', '杭州恒信机械集团股份有限公司上海分公司', 'EXACT'],
    ['杭州恒信机械', '杭州恒信机械股份有限公司', null],
    ['恒信机械公司', '杭州恒信机械股份有限公司', null],
    ['Acme Trading Ltd', 'Acme Trading Inc', null],
  ])('%s and %s show %p by their legal form', (a, b, level) => {
    expect(levelOf('legalForm', aCompany(a), aCompany(b))).toBe(level);
  });

  it.each([
    ['杭州恒信机械有限公司', '杭州恒信机械', 'EXACT'],
    ['杭州恒信机械有限公司', '成都恒信机械有限公司', 'DIFFERENT'],
    ['杭州恒信机械有限公司', '恒信机械有限公司', 'ONE_SIDED'],
    ['恒信机械有限公司', '恒信机械有限公司', null],
  ])('%s and %s show %p by their place', (a, b, level) => {
    expect(levelOf('place', aCompany(a), aCompany(b))).toBe(level);
  });
});

describe('two phones', () => {
  it.each([
    ['16912345678', '16987654321', 'DIFFERENT'],
    ['0571-12345678', '0571-87654321', 'DIFFERENT'],
    ['010-12345678', '13912345678', null],
    ['0571-12345678', '13912345678', null],
    ['0571-12345678, 13912345678', '13987654321', 'DIFFERENT'],
    ['0571-12345678, 13912345678', '13912345678', 'EXACT'],
    ['+44 20 7946 0958', '13912345678', 'DIFFERENT'],
  ])('%s and %s show %p: a mobile phone says nothing against a landline', (a, b, level) => {
    expect(levelOf('phone', aPerson('Rob', { phones: [a] }), aPerson('Rob', { phones: [b] }))).toBe(level);
  });
});

describe('two given names', () => {
  it.each([
    ['Rob', 'Robert', 'CLOSE'],
    ['Alexander', 'Alex', 'CLOSE'],
    ['Al', 'Alexander', 'DIFFERENT'],
    ['Daniel', 'Danika', 'SIMILAR'],
  ])('%s and %s are %s', (a, b, level) => expect(levelOf('givenName', aPerson(a), aPerson(b))).toBe(level));

  it('are cut short, family names are not', () => {
    const family = (name: string): NormalParty => aParty('PERSON', { given: 'Rob', family: name });
    expect(levelOf('familyName', family('Lee'), family('Leeman'))).toBe('SIMILAR');
  });
});
