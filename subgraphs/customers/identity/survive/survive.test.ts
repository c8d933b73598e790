import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { parse } from 'yaml';
import { survive, type Candidate } from './survive';
import { survivorshipPolicySchema, type SurvivorshipPolicy, type SurvivorshipRule } from './survivorship-policy';

const CANDIDATES: readonly Candidate[] = [
  { system: 'tickets', key: '1', value: 'Heng Xin', observedAt: '2024-05-01' },
  { system: 'finance', key: '7', value: 'Heng Xin Machinery', observedAt: '2019-01-01' },
  { system: 'pms', key: '3', value: 'Heng Xin', observedAt: null },
  { system: 'sales', key: '9', value: ' ', observedAt: '2025-01-01' },
];
const policyOf = (...rules: SurvivorshipRule[]): SurvivorshipPolicy => ({
  version: 1,
  sources: ['finance', 'sales'],
  fields: { name: rules },
  otherwise: ['SOURCE_RANK'],
});

describe('survivorship', () => {
  it.each([
    ['SOURCE_RANK', 'finance'],
    ['NEWEST', 'tickets'],
    ['OLDEST', 'finance'],
    ['MOST_COMPLETE', 'finance'],
    ['MOST_AGREED', 'pms'],
  ] as const)('%s takes the value of %s and says so', (rule, system) => {
    const golden = survive('name', CANDIDATES, policyOf(rule));
    expect(golden).toMatchObject({ winner: { system }, rule });
    expect(golden?.losing).toHaveLength(2);
  });

  it('lets a pin win while its record has a value', () => {
    expect(survive('name', CANDIDATES, policyOf('SOURCE_RANK'), { system: 'pms', key: '3' })).toMatchObject({
      winner: { system: 'pms' },
      rule: 'PINNED',
    });
    expect(survive('name', CANDIDATES, policyOf('SOURCE_RANK'), { system: 'sales', key: '9' })).toMatchObject({
      winner: { system: 'finance' },
      rule: 'SOURCE_RANK',
    });
  });

  it('does not call it a choice when all say the same, and has no value where nobody has one', () => {
    const same = CANDIDATES.filter(({ value }) => value === 'Heng Xin');
    expect(survive('name', same, policyOf('NEWEST'))).toMatchObject({ rule: 'ONLY_VALUE' });
    expect(survive('name', CANDIDATES.slice(3), policyOf('NEWEST'))).toBeNull();
  });

  it('never depends on the order of the records', () => {
    const policy = survivorshipPolicySchema.parse(parse(readFileSync(resolve(__dirname, '../model/survivorship.yaml'), 'utf8')));
    fc.assert(
      fc.property(
        fc.shuffledSubarray([...CANDIDATES], { minLength: CANDIDATES.length }),
        fc.constantFrom('name', 'phones', 'address', 'birthDate', 'createdOn'),
        (shuffled, field) => expect(survive(field, shuffled, policy)).toEqual(survive(field, CANDIDATES, policy)),
      ),
    );
  });
});
