import { sourceKeyText, type SourceKey } from '#core/source-key';
import type { Row } from '#legacy/canonical/row';
import type { LegacyReader } from '#legacy/legacy-reader';
import type { DatedLimit, PartyLimit } from './credit-limit';
import type { CreditLimitSource } from './credit-limit.source';

const DATED_FIELDS = ['customer', 'limit', 'unlimited', 'days', 'from', 'to', 'approvedBy', 'reason'] as const;
const PARTY_FIELDS = ['creditLimit', 'creditUnlimited'] as const;

type PartyRow = Row<'Party', (typeof PARTY_FIELDS)[number]>;

/** Two statements per source, whatever the number of customers: dated limits and party records. */
export function legacyCreditLimitSource(reader: LegacyReader): CreditLimitSource {
  return {
    async limitFacts(customers) {
      const systems = reader.systemsOf('Party');
      const keys = new Map<string, SourceKey>();
      for (const key of customers.flat()) if (systems.includes(key.system)) keys.set(sourceKeyText(key), key);
      const [dated, parties] = await Promise.all([
        reader.allByRef('CreditLimit', 'customer', customers, DATED_FIELDS),
        reader.byKeys('Party', [...keys.values()], PARTY_FIELDS),
      ]);
      const found = new Map([...keys.keys()].map((text, i) => [text, parties[i] ?? null]));
      const inOrder = (rows: readonly PartyRow[]): readonly PartyRow[] =>
        rows.toSorted((a, b) => systems.indexOf(a.system) - systems.indexOf(b.system));
      return customers.map((customer, i) => ({
        dated: (dated[i] ?? []).map(({ customer: party, ...row }): DatedLimit => ({
          ...row,
          party: party ?? { system: row.system, key: '' },
        })),
        parties: inOrder(customer.flatMap((key) => found.get(sourceKeyText(key)) ?? [])).map(partyLimit),
      }));
    },
  };
}

function partyLimit({ system, key, creditLimit, creditUnlimited, reasons }: PartyRow): PartyLimit {
  const limit = reasons?.creditLimit;
  return { system, key, limit: creditLimit, unlimited: creditUnlimited, ...(limit && { reasons: { limit } }) };
}
