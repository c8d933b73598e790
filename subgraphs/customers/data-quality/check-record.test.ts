import type { NullReason } from '#core/legacy-record';
import { checkRecord } from './check-record';
import { aQualityRecord, aScope } from './fixtures/quality-records';
import type { QualityField, QualityRecord, QualityScope } from './quality-record';
import type { QualityCheck, QualityRule } from './quality-rule';

const rule = (check: QualityCheck, field: QualityField, kinds: QualityRule['kinds'] = null): QualityRule => ({
  id: 'rule',
  dimension: 'VALIDITY',
  domain: 'PARTY',
  severity: 'LOW',
  systems: null,
  text: '',
  check,
  field,
  kinds,
});
const outcome = (check: QualityCheck, field: QualityField, record: Partial<QualityRecord>, scope: Partial<QualityScope> = {}) =>
  checkRecord(rule(check, field), aQualityRecord(record), aScope(scope));
const because = (code: NullReason['code'], detail = 'it cannot tell'): NullReason => ({ code, detail });
const CANNOT = { unassessable: 'it cannot tell' };

describe('a value that must be there', () => {
  it.each<[string, QualityField, Partial<QualityRecord>, unknown]>([
    ['is there', 'taxNo', { taxNo: '91330100MA27XA1234' }, 'PASSED'],
    ['is missing', 'taxNo', {}, 'FAILED'],
    ['is blank', 'address', { address: '  ' }, 'FAILED'],
    ['is a placeholder', 'name', { name: '散客' }, 'FAILED'],
    ['is a phone number that is one of nobody', 'phones', { phones: ['无', '13800138000'] }, 'FAILED'],
    ['is one phone number of several', 'phones', { phones: ['无', '13912345678'] }, 'PASSED'],
    ['is not told by the source', 'taxNo', { reasons: { taxNo: because('NOT_AVAILABLE') } }, CANNOT],
    ['is there and impossible', 'createdOn', { reasons: { createdOn: because('BAD_DATE') } }, 'PASSED'],
  ])('%s', (_case, field, record, expected) => expect(outcome({ is: 'present' }, field, record)).toEqual(expected));
});

describe('a value that can be checked', () => {
  it.each<
    [QualityCheck['is'] & ('tax-number' | 'current-tax-number' | 'resident-number' | 'email'), QualityField, string, unknown]
  >([
    ['tax-number', 'taxNo', '9199123456789012X3', 'FAILED'],
    ['tax-number', 'taxNo', '91350100M000100Y43', 'PASSED'],
    ['tax-number', 'taxNo', '91350100M000100Y34', 'FAILED'],
    ['tax-number', 'taxNo', '350100M000100Y4', 'PASSED'],
    ['current-tax-number', 'taxNo', '350100M000100Y4', 'FAILED'],
    ['current-tax-number', 'taxNo', '91350100M000100Y43', 'PASSED'],
    ['resident-number', 'idNo', '11010519491231002X', 'PASSED'],
    ['resident-number', 'idNo', '11010519491231003X', 'FAILED'],
    ['resident-number', 'idNo', 'P99123456', { unassessable: 'a document of another kind has no check character' }],
    ['email', 'email', 'info@star.example', 'PASSED'],
    ['email', 'email', 'info.star.example', 'FAILED'],
  ])('%s: %s %s', (is, field, text, expected) => {
    expect(outcome({ is }, field, { [field]: text })).toEqual(expected);
    expect(outcome({ is }, field, {})).toBe('NOT_APPLICABLE');
    expect(outcome({ is }, field, { reasons: { [field]: because('NOT_AVAILABLE') } })).toEqual(CANNOT);
  });

  it.each<[string, unknown]>([
    ['13912345678', 'PASSED'],
    ['+86 139 1234 5678', 'PASSED'],
    ['86-13912345678', 'PASSED'],
    ['13912345678/0571-88886666', 'PASSED'],
    ['010-88886666', 'PASSED'],
    ['88886666', 'PASSED'],
    ['0755-86013388-8001', 'PASSED'],
    ['400 100 0100', 'PASSED'],
    ['+1 212 555 0100', 'PASSED'],
    ['无', 'PASSED'],
    ['1391234567', 'FAILED'],
    ['139123456789', 'FAILED'],
    ['13912345678/0571-888', 'FAILED'],
    ['0571-888866', 'FAILED'],
  ])('a phone number: %s', (phone, expected) =>
    expect(outcome({ is: 'phones' }, 'phones', { phones: [phone] })).toEqual(expected),
  );

  it.each<[string, string | null, unknown]>([
    ['a day that has come', '2026-06-30', 'PASSED'],
    ['a day to come', '2026-07-01', 'FAILED'],
    ['no day', null, 'NOT_APPLICABLE'],
  ])('%s', (_case, createdOn, expected) => expect(outcome({ is: 'day' }, 'createdOn', { createdOn })).toEqual(expected));

  it('finds a stored day that no calendar has', () =>
    expect(outcome({ is: 'day' }, 'createdOn', { reasons: { createdOn: because('BAD_DATE') } })).toBe('FAILED'));

  it.each<[string, 'full-name' | 'one-person', unknown]>([
    ['王伟', 'full-name', 'PASSED'],
    ['王先生', 'full-name', 'FAILED'],
    ['WANG WEI', 'full-name', 'PASSED'],
    ['王伟', 'one-person', 'PASSED'],
    ['王伟/李娜', 'one-person', 'FAILED'],
    ['WANG/WEI', 'one-person', 'PASSED'],
  ])('the name %s: %s', (name, is, expected) => expect(outcome({ is }, 'name', { name })).toEqual(expected));

  it('finds a birthday that is not the one of the identity number', () => {
    const check = { is: 'birth-date-of-resident-number' } as const;
    const idNo = '11010519491231002X';
    expect(outcome(check, 'birthDate', { idNo, birthDate: '1949-12-31' })).toBe('PASSED');
    expect(outcome(check, 'birthDate', { idNo, birthDate: '1950-12-31' })).toBe('FAILED');
    expect(outcome(check, 'birthDate', { idNo: '11010519491231003X', birthDate: '1950-12-31' })).toBe('NOT_APPLICABLE');
    expect(outcome(check, 'birthDate', { idNo, reasons: { birthDate: because('NOT_AVAILABLE') } })).toEqual(CANNOT);
  });
});

describe('a record among others', () => {
  const known = { customerId: 'cus_1', observedAt: null, keptKey: '1' };
  const sameAs = { system: 'finance', key: '9' };

  it('is one too many when its customer keeps another one in its system', () => {
    expect(outcome({ is: 'only-record' }, 'number', {}, { known })).toBe('PASSED');
    expect(outcome({ is: 'only-record' }, 'number', { key: '2' }, { known })).toBe('FAILED');
    expect(outcome({ is: 'only-record' }, 'number', {}, { known: null })).toEqual({
      unassessable: 'the record has not been matched yet',
    });
  });

  it('refers to a record of the same customer, of another one, or to none', () => {
    const both = (scope: Partial<QualityScope>, record: Partial<QualityRecord> = { sameAs }) =>
      (['reference-exists', 'reference-to-same-customer'] as const).map((is) => outcome({ is }, 'sameAs', record, scope));
    expect(both({ referredCustomer: 'cus_1' })).toEqual(['PASSED', 'PASSED']);
    expect(both({ referredCustomer: 'cus_2' })).toEqual(['PASSED', 'FAILED']);
    expect(both({ referredCustomer: null })).toEqual(['FAILED', 'NOT_APPLICABLE']);
    expect(both({}, { reasons: { sameAs: because('NOT_FOUND') } })).toEqual(['FAILED', 'NOT_APPLICABLE']);
    expect(both({}, {})).toEqual(['NOT_APPLICABLE', 'NOT_APPLICABLE']);
  });

  it('has a phone number that many have', () => {
    const isShared = (phone: string): boolean => phone === '4001000100';
    expect(outcome({ is: 'own-phones' }, 'phones', { phones: ['13912345678', '4001000100'] }, { isShared })).toBe('FAILED');
    expect(outcome({ is: 'own-phones' }, 'phones', { phones: ['13912345678'] }, { isShared })).toBe('PASSED');
  });
});

describe('a record that nobody renews', () => {
  const check = { is: 'younger-than', days: 365 } as const;
  const seen = (observedAt: string | null) => ({ known: { customerId: 'cus_1', observedAt, keptKey: '1' } });
  const TOO_SOON = { unassessable: 'the source does not say when it changed a record, and it is not known for long enough' };

  it.each<[string, Partial<QualityRecord>, Partial<QualityScope>, unknown]>([
    ['was changed a year ago, to the day', { changedOn: '2025-06-30' }, {}, 'PASSED'],
    ['was changed a day before that', { changedOn: '2025-06-29' }, {}, 'FAILED'],
    ['is as it is for longer than a year', {}, seen('2025-06-01T08:00:00.000Z'), 'FAILED'],
    ['is known for less than a year', {}, seen('2026-01-01T08:00:00.000Z'), TOO_SOON],
    ['was never seen before', {}, { known: null }, TOO_SOON],
  ])('%s', (_case, record, scope, expected) => expect(outcome(check, 'changedOn', record, scope)).toEqual(expected));
});

it('is not about parties of another kind, and cannot be told when the kind is not known', () => {
  const forPersons = rule({ is: 'present' }, 'birthDate', ['PERSON']);
  expect(checkRecord(forPersons, aQualityRecord({ kind: 'ORGANISATION' }), aScope())).toBe('NOT_APPLICABLE');
  expect(checkRecord(forPersons, aQualityRecord({ kind: 'PERSON' }), aScope())).toBe('FAILED');
  expect(checkRecord(forPersons, aQualityRecord({ kind: null }), aScope())).toEqual({
    unassessable: 'the source does not tell persons from organisations',
  });
});
