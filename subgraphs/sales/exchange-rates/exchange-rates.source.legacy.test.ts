import { SourceUnavailableError } from '#core/errors';
import type { LegacyReader } from '#legacy/legacy-reader';
import { readerOver } from '#testing/reader-over';
import { legacyExchangeRatesSource } from './exchange-rates.source.legacy';

const MINUTE = 60_000;
const dollars = [{ system: 'finance', amount: { amount: '1.00', currency: 'USD' }, on: '2026-06-30' }];

/** A source over one rate table whose reads are counted; `fails` decides which read finds the source down. */
function sourceOf(fails: (read: number) => boolean = () => false) {
  const clock = { now: 0, reads: 0 };
  const reader: LegacyReader = {
    ...readerOver({ FxRate: [{ system: 'finance', key: 'USD' }] }),
    async *scan() {
      clock.reads += 1;
      await Promise.resolve();
      if (fails(clock.reads)) throw new SourceUnavailableError('finance');
      yield [
        { system: 'finance', key: 'USD', currency: 'USD', on: '2026-01-01', rate: '7' },
        { system: 'finance', key: 'EUR', currency: 'EUR', on: null, rate: '8' },
      ] as never[];
    },
  };
  const sources = [{ id: 'finance', currency: 'CNY' }];
  return { clock, source: legacyExchangeRatesSource({ sources, reader: () => reader, now: () => clock.now }) };
}

it('reads the tables once for all requests of ten minutes', async () => {
  const { clock, source } = sourceOf();
  await Promise.all([source.rates(), source.rates()]);
  clock.now = 9 * MINUTE;
  expect((await source.rates()).total(dollars)).toEqual({ amount: '7.00', currency: 'CNY' });
  expect(clock.reads).toBe(1);
  clock.now = 10 * MINUTE;
  await source.rates();
  expect(clock.reads).toBe(2);
});

it('fails while the source is down, and reads again at the next request', async () => {
  const { clock, source } = sourceOf((read) => read === 1);
  await expect(source.rates()).rejects.toThrow('Source finance did not answer');
  expect((await source.rates()).total(dollars).amount).toBe('7.00');
  expect(clock.reads).toBe(2);
});
