import type { NullReason } from '#core/legacy-record';
import { residentBirthDate } from '../identity/normalise/resident-id';
import { passedWhen, unassessable, type CheckOutcome } from './check-outcome';
import { areDiallable, realPhones } from './check-phone';
import {
  isCurrentTaxNumber,
  isEmail,
  isFullName,
  isNothing,
  isResidentNumber,
  isTaxNumber,
  looksLikeResidentNumber,
  namesSeveral,
} from './check-value';
import type { QualityField, QualityRecord, QualityScope } from './quality-record';
import type { QualityCheck, QualityRule } from './quality-rule';

const DAY_MS = 86_400_000;
const NOT_MATCHED = 'the record has not been matched yet';

/** Whether a record keeps a rule; a rule that is not for its kind of party is not applicable. */
export function checkRecord(rule: QualityRule, record: QualityRecord, scope: QualityScope): CheckOutcome {
  if (rule.kinds !== null) {
    if (record.kind === null) return unassessable('the source does not tell persons from organisations');
    if (!rule.kinds.includes(record.kind)) return 'NOT_APPLICABLE';
  }
  return outcomeOf(rule.check, rule.field, record, scope);
}

function outcomeOf(check: QualityCheck, field: QualityField, record: QualityRecord, scope: QualityScope): CheckOutcome {
  switch (check.is) {
    case 'present':
      return isPresent(record, field);
    case 'full-name':
      return ofText(record, field, (name) => isNothing(name) || isFullName(name));
    case 'one-person':
      return ofText(record, field, (name) => !namesSeveral(name));
    case 'tax-number':
      return ofText(record, field, (number) => isNothing(number) || isTaxNumber(number));
    case 'current-tax-number':
      return ofText(record, field, isCurrentTaxNumber);
    case 'resident-number':
      return residentNumber(record, field);
    case 'email':
      return ofText(record, field, isEmail);
    case 'pattern':
      return ofText(record, field, (text) => check.pattern.test(text));
    case 'day':
      return possibleDay(record, field, scope.today);
    case 'phones':
      return ofPhones(record, (phones) => areDiallable(realPhones(phones)));
    case 'own-phones':
      return ofPhones(record, (phones) => !phones.some((phone) => scope.isShared(phone)));
    case 'birth-date-of-resident-number':
      return sameBirthDate(record);
    case 'only-record':
      return scope.known === null ? unassessable(NOT_MATCHED) : passedWhen(scope.known.keptKey === record.key);
    case 'reference-exists':
      return referenceExists(record, scope);
    case 'reference-to-same-customer':
      return record.sameAs === null ? absent(record, 'sameAs') : sameCustomer(scope);
    case 'younger-than':
      return youngerThan(check.days, record, scope);
  }
}

/** Why a source does not tell a field, or null; a value that it stores and that cannot be read is told. */
function cannotTell(record: QualityRecord, field: QualityField): string | null {
  const reason = record.reasons[field];
  return reason !== undefined && !isStored(reason) ? reason.detail : null;
}

/** Something stands there, and it is wrong. */
const isStored = ({ code }: NullReason): boolean =>
  code === 'BAD_DATE' || code === 'BAD_NUMBER' || code === 'UNKNOWN_CODE' || code === 'NOT_FOUND';

function isPresent(record: QualityRecord, field: QualityField): CheckOutcome {
  const silent = cannotTell(record, field);
  if (silent !== null) return unassessable(silent);
  if (record.reasons[field] !== undefined) return 'PASSED';
  if (field === 'phones') return passedWhen(realPhones(record.phones ?? []).length > 0);
  const value = record[field];
  return passedWhen(typeof value === 'string' ? !isNothing(value) : value !== null);
}

const textOf = (record: QualityRecord, field: QualityField): string | null => {
  const value = field === 'phones' || field === 'sameAs' ? null : record[field];
  return value === null || value.trim() === '' ? null : value;
};

function ofText(record: QualityRecord, field: QualityField, holds: (text: string) => boolean): CheckOutcome {
  const text = textOf(record, field);
  return text === null ? absent(record, field) : passedWhen(holds(text));
}

/** Nothing to check: the source cannot tell, or it says nothing. */
function absent(record: QualityRecord, field: QualityField): CheckOutcome {
  const silent = cannotTell(record, field);
  return silent === null ? 'NOT_APPLICABLE' : unassessable(silent);
}

function ofPhones(record: QualityRecord, holds: (phones: readonly string[]) => boolean): CheckOutcome {
  const phones = record.phones ?? [];
  return phones.length === 0 ? absent(record, 'phones') : passedWhen(holds(phones));
}

function residentNumber(record: QualityRecord, field: QualityField): CheckOutcome {
  const number = textOf(record, field);
  if (number === null) return absent(record, field);
  if (!looksLikeResidentNumber(number)) return unassessable('a document of another kind has no check character');
  return passedWhen(isResidentNumber(number));
}

/** A day of the calendar that has come. */
function possibleDay(record: QualityRecord, field: QualityField, today: string): CheckOutcome {
  if (record.reasons[field]?.code === 'BAD_DATE') return 'FAILED';
  return ofText(record, field, (day) => day <= today);
}

function sameBirthDate(record: QualityRecord): CheckOutcome {
  const [number, birthDate] = [textOf(record, 'idNo'), textOf(record, 'birthDate')];
  if (number === null) return absent(record, 'idNo');
  if (birthDate === null) return absent(record, 'birthDate');
  if (!isResidentNumber(number)) return 'NOT_APPLICABLE';
  return passedWhen(residentBirthDate(number) === birthDate.replaceAll('-', ''));
}

function referenceExists(record: QualityRecord, { referredCustomer }: QualityScope): CheckOutcome {
  if (record.reasons.sameAs?.code === 'NOT_FOUND') return 'FAILED';
  return record.sameAs === null ? absent(record, 'sameAs') : passedWhen(referredCustomer !== null);
}

function sameCustomer({ known, referredCustomer }: QualityScope): CheckOutcome {
  if (known === null) return unassessable(NOT_MATCHED);
  // That there is no such record is said by another rule.
  return referredCustomer === null ? 'NOT_APPLICABLE' : passedWhen(known.customerId === referredCustomer);
}

/**
 * The source says when it changed a record, or the record is known for so long without a change; a record that nobody has watched for long
 * enough may be older than it is known.
 */
function youngerThan(days: number, record: QualityRecord, { today, known }: QualityScope): CheckOutcome {
  const oldest = new Date(Date.parse(today) - days * DAY_MS).toISOString().slice(0, 10);
  if (record.changedOn !== null) return passedWhen(record.changedOn >= oldest);
  if (known?.observedAt != null && known.observedAt.slice(0, 10) < oldest) return 'FAILED';
  return unassessable('the source does not say when it changed a record, and it is not known for long enough');
}
