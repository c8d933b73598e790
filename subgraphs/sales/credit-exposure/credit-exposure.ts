import Decimal from 'decimal.js';
import { DomainError } from '#core/errors';
import { money, type Money } from '#core/money';
import type { CreditLimit } from '../credit-limits/credit-limit';
import type { ExchangeRates } from '../exchange-rates/exchange-rates';
import { isOpen, type ReceivableFacts } from '../receivables/receivable-balance';

/** What a customer owes against its limit; amounts in the currency of the company. */
export interface CreditExposure {
  readonly asOf: string;
  readonly open: Money;
  readonly overdue: Money;
  readonly limit: CreditLimit | null;
  /** Null unless limited. */
  readonly available: Money | null;
  /** Open over limit; null unless limited to more than 0. */
  readonly usedRate: string | null;
  /** Null when no limit was set, or none is known. */
  readonly isOverLimit: boolean | null;
  readonly unknownDocuments: number;
}

/**
 * Sets what is open against the limit of the day, both at the rates of the day. Documents of unknown amount are counted apart: with
 * them the exposure is at least what it says.
 * @throws DomainError when an amount has no rate, or the limit no amount
 */
export function creditExposure(
  documents: readonly ReceivableFacts[],
  limit: CreditLimit | null,
  rates: ExchangeRates,
  asOf: string,
): CreditExposure {
  const openDocuments = documents.filter(isOpen);
  const total = (list: readonly ReceivableFacts[]): Money =>
    rates.total(list.flatMap(({ system, openAmount }) => (openAmount ? { system, amount: openAmount, on: asOf } : [])));
  const open = total(openDocuments);
  const overdue = total(openDocuments.filter(({ status }) => status === 'OVERDUE'));
  const unknownDocuments = documents.filter(({ openAmount }) => openAmount === null).length;
  const facts = { asOf, open, overdue, limit, unknownDocuments };
  if (limit?.state !== 'LIMITED') {
    const isOverLimit = limit?.state === 'UNLIMITED' ? false : null;
    return { ...facts, available: null, usedRate: null, isOverLimit };
  }
  const allowed = new Decimal(limitAmount(limit, rates, asOf).amount);
  const available = allowed.minus(open.amount);
  return {
    ...facts,
    available: money(available, open.currency),
    usedRate: allowed.gt(0) ? new Decimal(open.amount).div(allowed).toFixed(4) : null,
    isOverLimit: available.lt(0),
  };
}

function limitAmount({ system, amount, reasons }: CreditLimit, rates: ExchangeRates, asOf: string): Money {
  if (amount) return rates.total([{ system, amount, on: asOf }]);
  const reason = reasons?.amount;
  throw new DomainError(reason?.code ?? 'CANNOT_DERIVE', reason?.detail ?? 'the limit has no amount', { source: system });
}
