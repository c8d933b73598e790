import { z } from 'zod';
import type { EntityManager } from '@mikro-orm/core';
import { ListCursor } from '#core/list-cursor';
import { ACTIVITY_KINDS } from '#core/feed';
import type { Page } from '#core/page';
import { marks, rowsOf } from '#runtime/store/statements';
import type { Timeline, TimelineEntry, TimelineQuery } from './timeline-entry';

interface Row {
  readonly customer_id: string;
  readonly id: string;
  readonly row_key: string;
  readonly party_system: string;
  readonly party_key: string;
  readonly kind: string;
  readonly occurred_on: string;
  readonly occurred_at: string | null;
  readonly title: string | null;
  readonly status: string | null;
  readonly amount: string | null;
  readonly currency: string | null;
  readonly subject: string;
}

/** The timeline in the owned store: entries of the party records that are the customer today. */
export class OwnedTimeline implements Timeline {
  constructor(private readonly fork: () => EntityManager) {}

  async pages(customers: readonly string[], query: TimelineQuery): Promise<readonly Page<TimelineEntry>[]> {
    const { sql, params } = found(customers, query);
    const rows: readonly Row[] = await this.run(
      `select * from (
         select e.*, r.customer_id, row_number() over (partition by r.customer_id order by e.occurred_on desc, e.id desc) as place ${sql}
       ) as numbered where place <= ? order by customer_id, place`,
      [...params, query.first + 1],
    );
    return customers.map((customer) => {
      const own = rows.filter((row) => row.customer_id === customer);
      const shown = own.slice(0, query.first).map(toEntry);
      return {
        rows: shown,
        cursors: shown.map(({ occurredOn, id }) => CURSORS.write({ on: occurredOn, id })),
        hasNextPage: own.length > query.first,
      };
    });
  }

  async count(customer: string, query: TimelineQuery): Promise<number> {
    const { sql, params } = found([customer], { ...query, after: null });
    const [row] = await this.run(`select count(*) as entries ${sql}`, params);
    return Number(row?.entries);
  }

  private run(sql: string, params: readonly (string | number)[]): Promise<(Row & { readonly entries?: number | string })[]> {
    return rowsOf(this.fork(), sql, params);
  }
}

/** From the entries of the records that are these customers today. */
function found(
  customers: readonly string[],
  { kinds, from, to, after }: TimelineQuery,
): { readonly sql: string; readonly params: readonly string[] } {
  const { on, id } = after === null ? { on: '', id: '' } : CURSORS.read(after);
  const conditions: readonly (readonly [string, readonly string[]])[] = [
    [`r.customer_id in (${marks(customers)})`, customers],
    ...(kinds ? ([[`e.kind in (${marks(kinds)})`, kinds]] as const) : []),
    ...(from !== null ? ([['e.occurred_on >= ?', [from]]] as const) : []),
    ...(to !== null ? ([['e.occurred_on <= ?', [to]]] as const) : []),
    ...(after !== null ? ([['(e.occurred_on < ? or (e.occurred_on = ? and e.id < ?))', [on, on, id]]] as const) : []),
  ];
  const join = 'join timeline_entry e on e.party_system = r.system and e.party_key = r.source_key';
  return {
    sql: `from source_record r ${join} where ${conditions.map(([text]) => text).join(' and ')}`,
    params: conditions.flatMap(([, values]) => values),
  };
}

function toEntry(row: Row): TimelineEntry {
  const kind = ACTIVITY_KINDS.find((one) => one === row.kind);
  if (!kind) throw new Error(`timeline entry ${row.id} is of the unknown kind ${row.kind}`);
  const { id, title, status, amount, currency, subject } = row;
  return {
    id,
    kind,
    title,
    status,
    subject,
    rowKey: row.row_key,
    party: { system: row.party_system, key: row.party_key },
    occurredOn: row.occurred_on,
    occurredAt: row.occurred_at,
    amount: amount === null || currency === null ? null : { amount, currency },
  };
}

const CURSORS = new ListCursor('timeline', { on: z.string(), id: z.string() });
