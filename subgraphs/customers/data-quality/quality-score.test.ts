import { join } from 'node:path';
import fc from 'fast-check';
import { assessRecord, checkedByDimension, type Assessment } from './assess-record';
import { aQualityRecord, aScope } from './fixtures/quality-records';
import type { QualityRecord } from './quality-record';
import type { QualityRule } from './quality-rule';
import { readQualityRules } from './quality-rules-file';
import { qualityScore, scoreOf, scoreOfRecords, type QualityScore } from './quality-score';
import { QualityTally } from './quality-tally';

const { rules } = readQualityRules(join(__dirname, 'rules.yaml'));
const PARTS = ['score', 'completeness', 'validity', 'uniqueness', 'consistency', 'freshness'] as const;

const text = (...texts: readonly string[]) => fc.option(fc.constantFrom(...texts, '', '无'), { nil: null });
const records: fc.Arbitrary<QualityRecord> = fc
  .record({
    kind: fc.constantFrom('PERSON' as const, 'ORGANISATION' as const, null),
    name: text('王伟', '王先生', '王伟/李娜', '杭州星海贸易有限公司'),
    taxNo: text('91350100M000100Y43', '91350100M000100Y34', '350100M000100Y4'),
    idNo: text('11010519491231002X', '11010519491231003X', 'P99123456'),
    phones: fc.option(fc.array(fc.constantFrom('13912345678', '1391234567', '无', '4001000100')), { nil: null }),
    email: text('a@b.example', 'a.b'),
    postCode: text('310000', '31'),
    birthDate: text('1949-12-31', '2100-01-01'),
    createdOn: text('2020-01-01', '2100-01-01'),
    changedOn: text('2026-01-01', '2001-01-01'),
    reasons: fc.constantFrom({}, { taxNo: { code: 'NOT_AVAILABLE' as const, detail: 'it keeps none' } }),
  })
  .map(aQualityRecord);
const outcomes = fc.array(fc.record({ rule: fc.constantFrom(...rules), isBroken: fc.boolean() }));

const assessed = (made: readonly { readonly rule: QualityRule; readonly isBroken: boolean }[]): Assessment => ({
  broken: made.filter(({ isBroken }) => isBroken).map(({ rule }) => rule),
  kept: made.filter(({ isBroken }) => !isBroken).map(({ rule }) => rule),
  unassessable: [],
});
const scored = (one: Assessment): QualityScore | null => scoreOfRecords([checkedByDimension(one)]);
const sums = (all: readonly QualityRecord[]): unknown => {
  const tally = new QualityTally('sales');
  for (const record of all) tally.add(assessRecord(rules, record, aScope()));
  const figures = tally.figures().toSorted((a, b) => (`${a.domain} ${a.dimension}` < `${b.domain} ${b.dimension}` ? -1 : 1));
  return {
    figures,
    gaps: tally.gaps().toSorted((a, b) => (`${a.rule} ${a.reason}` < `${b.rule} ${b.reason}` ? -1 : 1)),
    records: tally.assessed,
  };
};

it('is between 0 and 1, or null where nothing could be checked', () => {
  fc.assert(
    fc.property(fc.array(records, { maxLength: 5 }), (all) => {
      const score = scoreOfRecords(all.map((record) => checkedByDimension(assessRecord(rules, record, aScope()))));
      for (const part of PARTS) {
        const value = score?.[part] ?? null;
        if (value !== null) expect(value >= 0 && value <= 1).toBe(true);
      }
      expect(score === null).toBe(all.length === 0);
    }),
  );
  expect(qualityScore([]).score).toBeNull();
  expect(scoreOf({ checked: 0, failed: 0 })).toBeNull();
});

it('never rises by one more broken rule', () => {
  fc.assert(
    fc.property(outcomes, fc.constantFrom(...rules), (made, rule) => {
      const before = scored(assessed(made));
      const after = scored(assessed([...made, { rule, isBroken: true }]));
      for (const part of PARTS) expect(after?.[part] ?? 0).toBeLessThanOrEqual(before?.[part] ?? 1);
    }),
  );
});

it('never rises when a rule that was kept is broken', () => {
  fc.assert(
    fc.property(outcomes, fc.nat(), (made, at) => {
      if (made.length === 0) return;
      const worse = made.map((one, i) => (i === at % made.length ? { ...one, isBroken: true } : one));
      const [before, after] = [scored(assessed(made)), scored(assessed(worse))];
      for (const part of PARTS) expect(after?.[part] ?? 0).toBeLessThanOrEqual(before?.[part] ?? 1);
    }),
  );
});

it('is the same whatever the order of the records', () => {
  fc.assert(
    fc.property(
      fc
        .array(records, { maxLength: 12 })
        .chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
      ([all, other]) => expect(sums(other)).toEqual(sums(all)),
    ),
  );
});

it('does not change by what a source cannot tell', () => {
  const told = aQualityRecord({ taxNo: '91350100M000100Y43' });
  const silent = { ...told, taxNo: null, reasons: { taxNo: { code: 'NOT_AVAILABLE' as const, detail: 'it keeps none' } } };
  const one = assessRecord(rules, silent, aScope());
  expect([...one.broken, ...one.kept].filter(({ field }) => field === 'taxNo')).toEqual([]);
  expect(one.unassessable.filter(({ rule }) => rule.field === 'taxNo').map(({ reason }) => reason)).toEqual([
    'it keeps none',
    'it keeps none',
    'it keeps none',
  ]);
});
