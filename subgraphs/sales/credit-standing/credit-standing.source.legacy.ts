import { encodeRowId } from '#core/source-key';
import type { LegacyReader } from '#legacy/legacy-reader';
import { requireServed } from '#legacy/require-served';
import type { StandingFactsSource } from './credit-standing.source';

const FIELDS = ['number', 'kind', 'status', 'issuedOn', 'dueOn', 'clearedOn', 'amount', 'baseAmount', 'openAmount'] as const;

export function legacyStandingFactsSource(reader: LegacyReader): StandingFactsSource {
  return {
    async standingFacts(customers) {
      requireServed(reader, 'Invoice');
      const lists = await reader.allByRef('Invoice', 'customer', customers, FIELDS);
      return lists.map((rows) =>
        rows.map((row) => ({ ...row, id: encodeRowId(row.system, 'Invoice', row.key), number: row.number ?? '' })),
      );
    },
  };
}
