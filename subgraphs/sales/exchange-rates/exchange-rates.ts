import Decimal from 'decimal.js';
import { DomainError } from '#core/errors';
import { money, type Money } from '#core/money';

/** What one unit of a currency costs in the company currency, from a day on until the next rate. */
export interface ExchangeRate {
  readonly currency: string;
  readonly on: string;
  readonly rate: string;
}

/** What one source system converts by: its company currency, and its rate table when it keeps one. */
export interface SystemRates {
  readonly system: string;
  readonly companyCurrency: string;
  readonly rates: readonly ExchangeRate[] | null;
}

/** An amount of a document of a source system, and the day whose rate counts; null when the day is unknown. */
export interface DatedAmount {
  readonly system: string;
  readonly amount: Money;
  readonly on: string | null;
}

/**
 * Converts into the company currency by the sources' own rate tables: the last rate on or before the day, from the table of the
 * document's own system, or of the first system that keeps one. An amount that has no rate is an error, never taken at 1.
 */
export class ExchangeRates {
  /** ISO 4217 code of what everything is converted into; null when no source is connected. */
  readonly companyCurrency: string | null;
  private readonly tables: ReadonlyMap<string, ReadonlyMap<string, readonly ExchangeRate[]>>;

  /** @param systems in the order of the sources file */
  constructor(systems: readonly SystemRates[]) {
    const withTable = systems.filter(({ rates }) => rates !== null);
    this.companyCurrency = (withTable[0] ?? systems[0])?.companyCurrency ?? null;
    // A table into another currency than the company's cannot be used for it.
    this.tables = new Map(
      withTable
        .filter(({ companyCurrency }) => companyCurrency === this.companyCurrency)
        .map(({ system, rates }) => [system, byCurrency(rates ?? [])]),
    );
  }

  /** Sum in the company currency, rounded once. @throws DomainError CANNOT_DERIVE when an amount has no rate */
  total(amounts: readonly DatedAmount[]): Money {
    const currency = this.requireCurrency();
    return money(
      amounts.reduce((sum, each) => sum.plus(this.exact(each)), new Decimal(0)),
      currency,
    );
  }

  private exact({ system, amount, on }: DatedAmount): Decimal {
    if (amount.currency === this.companyCurrency) return new Decimal(amount.amount);
    const table = this.tables.get(system) ?? this.tables.values().next().value;
    if (!table) throw noRate(`No connected source keeps exchange rates, so ${amount.currency} cannot be converted`, system);
    if (on === null) throw noRate(`A document in ${amount.currency} has no day, so no exchange rate applies`, system);
    const rate = lastOnOrBefore(table.get(amount.currency) ?? [], on);
    if (rate === null) throw noRate(`There is no exchange rate of ${amount.currency} on or before ${on}`, system);
    return new Decimal(amount.amount).times(rate);
  }

  private requireCurrency(): string {
    if (this.companyCurrency !== null) return this.companyCurrency;
    throw new DomainError('NOT_AVAILABLE', 'No source is connected whose company currency could be used');
  }
}

const noRate = (detail: string, source: string): DomainError => new DomainError('CANNOT_DERIVE', detail, { source });

function byCurrency(rates: readonly ExchangeRate[]): ReadonlyMap<string, readonly ExchangeRate[]> {
  const tables = new Map<string, ExchangeRate[]>();
  for (const rate of rates.toSorted((a, b) => (a.on < b.on ? -1 : 1))) {
    const table = tables.get(rate.currency);
    if (table) table.push(rate);
    else tables.set(rate.currency, [rate]);
  }
  return tables;
}

/** The rate of the latest day not after `on`, by bisection: tables hold a rate per day and a total may need thousands. */
function lastOnOrBefore(rates: readonly ExchangeRate[], on: string): string | null {
  let low = 0;
  let high = rates.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rates[middle]?.on ?? '') <= on) low = middle + 1;
    else high = middle;
  }
  return rates[low - 1]?.rate ?? null;
}
