import type { LegacyReader } from '#legacy/legacy-reader';
import { ExchangeRates, type ExchangeRate, type SystemRates } from './exchange-rates';
import type { ExchangeRatesSource } from './exchange-rates.source';

/** Rates are entered once a day or less; what was read stays good for this long. */
const MAX_AGE_MS = 10 * 60_000;

export interface RateTableOptions {
  /** The connected sources in the order of the sources file. */
  readonly sources: readonly { readonly id: string; readonly currency: string }[];
  /** A reader with limits of its own: the tables serve many requests. */
  readonly reader: () => LegacyReader;
  /** Milliseconds that only grow. */
  readonly now: () => number;
}

/**
 * Reads the rate tables whole and keeps them, so that converting costs a request no statement. Requests that come while they are
 * read share the read; a failed read is tried again by the next request.
 */
export function legacyExchangeRatesSource({ sources, reader, now }: RateTableOptions): ExchangeRatesSource {
  let kept: { readonly at: number; readonly rates: Promise<ExchangeRates> } | null = null;
  return {
    rates() {
      if (kept && now() - kept.at < MAX_AGE_MS) return kept.rates;
      const current = { at: now(), rates: readTables(reader(), sources) };
      kept = current;
      current.rates.catch(() => {
        if (kept === current) kept = null;
      });
      return current.rates;
    },
  };
}

async function readTables(reader: LegacyReader, sources: RateTableOptions['sources']): Promise<ExchangeRates> {
  const keeping = new Set(reader.systemsOf('FxRate'));
  const systems = sources.map(async ({ id, currency }): Promise<SystemRates> => {
    return { system: id, companyCurrency: currency, rates: keeping.has(id) ? await readTable(reader, id) : null };
  });
  return new ExchangeRates(await Promise.all(systems));
}

async function readTable(reader: LegacyReader, system: string): Promise<readonly ExchangeRate[]> {
  const rates: ExchangeRate[] = [];
  for await (const rows of reader.scan(system, 'FxRate', ['currency', 'on', 'rate'])) {
    // A row that lacks one of the three rates nothing.
    for (const { currency, on, rate } of rows) if (currency && on && rate) rates.push({ currency, on, rate });
  }
  return rates;
}
