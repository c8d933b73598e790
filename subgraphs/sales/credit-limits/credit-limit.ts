import { DomainError } from '#core/errors';
import type { LegacyRecord } from '#core/legacy-record';
import { sumByCurrency, type Money } from '#core/money';
import { sourceKeyText, type SourceKey } from '#core/source-key';

export const CREDIT_LIMIT_STATES = ['LIMITED', 'UNLIMITED', 'NONE'] as const;
export const CREDIT_LIMIT_BASES = ['DATED_LIMIT', 'PARTY_RECORD'] as const;

/** NONE: nobody set a limit. That is neither a limit of 0 (LIMITED, nothing on credit) nor UNLIMITED. */
export type CreditLimitState = (typeof CREDIT_LIMIT_STATES)[number];
export type CreditLimitBasis = (typeof CREDIT_LIMIT_BASES)[number];

/** A limit that a source grants a party from a day on; `to` is the first day on which it no longer holds. */
export interface DatedLimit extends LegacyRecord {
  readonly party: SourceKey;
  readonly limit: Money | null;
  readonly unlimited: boolean | null;
  readonly days: number | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly approvedBy: string | null;
  readonly reason: string | null;
}

/** The limit that stands on a party record itself, without dates. */
export interface PartyLimit extends LegacyRecord {
  readonly limit: Money | null;
  readonly unlimited: boolean | null;
}

/** What is known about the limits of one customer; both lists in the order of the sources file. */
export interface LimitFacts {
  readonly dated: readonly DatedLimit[];
  readonly parties: readonly PartyLimit[];
}

/** The limit of one party record. */
export interface RecordLimit extends LegacyRecord {
  readonly party: SourceKey;
  readonly basis: CreditLimitBasis;
  readonly state: CreditLimitState | null;
  readonly limit: Money | null;
  readonly days: number | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly approvedBy: string | null;
  readonly reason: string | null;
}

/** The limit of a customer on a day, from one source system. */
export interface CreditLimit extends LegacyRecord {
  readonly on: string;
  readonly state: CreditLimitState | null;
  readonly amount: Money | null;
  readonly basis: CreditLimitBasis | null;
  readonly records: readonly RecordLimit[];
}

/**
 * The credit limit that holds for a customer on a day. One source system decides, for the same limit often stands in several: the
 * first with a dated limit that holds on the day, else the first whose party records carry one. Within it the limits of the
 * customer's records add up; a record without a dated limit gives its own. Null when no source knows the customer.
 * @throws DomainError with the reason when no source can tell
 */
export function creditLimitOn({ dated, parties }: LimitFacts, on: string): CreditLimit | null {
  const holding = dated.filter((one) => holdsOn(one, on));
  const own = parties.map(ofParty);
  const system = holding[0]?.system ?? own.find(({ state }) => state === 'LIMITED' || state === 'UNLIMITED')?.system;
  if (system === undefined) return noLimit(own, on);
  const records = own.filter((one) => one.system === system).map((one) => latestOf(holding, one.party) ?? one);
  const orphans = holding.filter((one) => one.system === system && !records.some(({ party }) => isSame(party, one.party)));
  return together(system, [...records, ...orphans.map(ofDated)], on);
}

/** A limit whose dates cannot be read is not known to hold. */
function holdsOn({ from, to, reasons }: DatedLimit, on: string): boolean {
  if (reasons?.from ?? reasons?.to) return false;
  return (from === null || from <= on) && (to === null || on < to);
}

function noLimit(own: readonly RecordLimit[], on: string): CreditLimit | null {
  const [first] = own;
  if (!first) return null;
  const told = own.find(({ state }) => state === 'NONE');
  if (told) {
    const { system, key } = told;
    return { system, key, on, state: 'NONE', amount: null, basis: null, records: [] };
  }
  const reason = first.reasons?.state;
  throw new DomainError(reason?.code ?? 'NOT_AVAILABLE', reason?.detail ?? 'no source tells credit limits', {
    source: first.system,
  });
}

function together(system: string, records: readonly RecordLimit[], on: string): CreditLimit {
  const basis = records.some((one) => one.basis === 'DATED_LIMIT') ? 'DATED_LIMIT' : 'PARTY_RECORD';
  const limit = { system, key: '', on, basis, records } as const;
  if (records.some(({ state }) => state === 'UNLIMITED')) return { ...limit, state: 'UNLIMITED', amount: null };
  const unknown = records.find(({ state }) => state === null);
  const reason = unknown?.reasons?.state;
  if (reason) return { ...limit, state: null, amount: null, reasons: { state: reason, amount: reason } };
  const [amount, ...others] = sumByCurrency(records.flatMap((one) => one.limit ?? []));
  if (!amount) return { ...limit, state: 'NONE', amount: null };
  if (others.length === 0) return { ...limit, state: 'LIMITED', amount };
  const detail = 'the limits of the records are in different currencies';
  return { ...limit, state: 'LIMITED', amount: null, reasons: { amount: { code: 'CANNOT_DERIVE', detail } } };
}

function latestOf(holding: readonly DatedLimit[], party: SourceKey): RecordLimit | null {
  const [latest] = holding
    .filter((one) => isSame(one.party, party))
    .toSorted((a, b) => (b.from ?? '').localeCompare(a.from ?? ''));
  return latest ? ofDated(latest) : null;
}

const ofDated = (row: DatedLimit): RecordLimit => ({ ...row, basis: 'DATED_LIMIT', ...stateOf(row, row.reasons) });

const ofParty = ({ system, key, limit, unlimited, reasons }: PartyLimit): RecordLimit => ({
  system,
  key,
  party: { system, key },
  basis: 'PARTY_RECORD',
  limit,
  days: null,
  from: null,
  to: null,
  approvedBy: null,
  reason: null,
  ...stateOf({ limit, unlimited }, reasons),
});

function stateOf(
  { limit, unlimited }: Pick<PartyLimit, 'limit' | 'unlimited'>,
  reasons: LegacyRecord['reasons'],
): Pick<RecordLimit, 'state' | 'reasons'> {
  const why = reasons ? { reasons } : {};
  if (unlimited) return { ...why, state: 'UNLIMITED' };
  if (limit !== null) return { ...why, state: 'LIMITED' };
  const reason = reasons?.limit;
  return reason ? { state: null, reasons: { ...reasons, state: reason } } : { ...why, state: 'NONE' };
}

const isSame = (a: SourceKey, b: SourceKey): boolean => sourceKeyText(a) === sourceKeyText(b);
