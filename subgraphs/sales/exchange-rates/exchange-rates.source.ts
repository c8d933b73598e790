import type { ExchangeRates } from './exchange-rates';

/** Port to the rate tables of the connected sources. */
export interface ExchangeRatesSource {
  /** The tables as they were read last, not older than the adapter allows. */
  rates(): Promise<ExchangeRates>;
}
