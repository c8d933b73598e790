import { z } from 'zod';
import type { EntityManager } from '@mikro-orm/core';
import { createHash } from 'node:crypto';
import { ListCursor } from '#core/list-cursor';
import { giveWay } from '#core/give-way';
import type { Page } from '#core/page';
import { addRows, change as changeRows, marks, rowsOf } from '#runtime/store/statements';
import { EVERYBODY, withOwnRecord, type RecordScope } from '../registry/record-scope';
import type { CustomerSearch } from './customer-search.source';
import { parseSearch, type SearchWords } from './search-query';
import { countStatement, pageStatement, type Statement } from './search-statement';
import type { SearchTerm, TermKind } from './search-term';

const BATCH = 500;

/** The search index in the owned store of the customers subgraph. */
export class SearchIndex implements CustomerSearch {
  /** @param hidden kinds of terms that nothing is found by */
  constructor(
    private readonly fork: () => EntityManager,
    private readonly hidden: ReadonlySet<TermKind> = new Set(),
    private readonly scope: RecordScope = EVERYBODY,
  ) {}

  /**
   * The same index for a caller who may not learn who has a phone number, or a contract, or who sees some customers only:
   * whoever finds by a value learns it.
   */
  for(hidden: ReadonlySet<TermKind>, scope: RecordScope): SearchIndex {
    return new SearchIndex(this.fork, hidden, scope);
  }

  async find({ search, first, after }: Parameters<CustomerSearch['find']>[0]): Promise<Page<string>> {
    const cursors = cursorsOf(search);
    const position = after === null ? null : cursors.read(after);
    const rows = await this.run(pageStatement(this.read(search), await this.within(), position, first + 1));
    const shown = rows.slice(0, first).map(({ customer_id: id, best }) => ({ id: String(id), score: Number(best) }));
    return {
      rows: shown.map(({ id }) => id),
      cursors: shown.map((at) => cursors.write(at)),
      hasNextPage: rows.length > first,
    };
  }

  async countFound(search: string): Promise<number> {
    const [row] = await this.run(countStatement(this.read(search), await this.within()));
    return Number(row?.found);
  }

  private read(search: string): SearchWords {
    return parseSearch(search).map((word) => word.filter(({ kind }) => !this.hidden.has(kind)));
  }

  private async within(): Promise<Statement | null> {
    const own = await this.scope();
    return own && withOwnRecord(own);
  }

  private run({ sql, params }: Statement): Promise<Record<string, unknown>[]> {
    return rowsOf(this.fork(), sql, params);
  }
}

/** Text that changes when the terms of a customer do. */
export const hashOf = (terms: readonly SearchTerm[]): string =>
  createHash('sha256')
    .update(
      terms
        .map(({ kind, term }) => `${kind} ${term}`)
        .sort()
        .join('\n'),
    )
    .digest('base64url');

/** Replaces the terms of the customers named and forgets those of customers that are gone, within the transaction of `em`. */
export async function writeTerms(
  em: EntityManager,
  changed: ReadonlyMap<string, readonly SearchTerm[]>,
  gone: readonly string[],
): Promise<void> {
  const old = [...changed.keys(), ...gone];
  for (let i = 0; i < old.length; i += BATCH) {
    const ids = old.slice(i, i + BATCH);
    await changeRows(em, `delete from search_term where customer_id in (${marks(ids)})`, ids);
  }
  const rows = [...changed].flatMap(([customerId, terms]) =>
    terms.map(({ kind, term }) => ({ kind, term, customer_id: customerId })),
  );
  for (let i = 0; i < rows.length; i += BATCH) {
    await addRows(em, 'search_term', ['kind', 'term', 'customer_id'], rows.slice(i, i + BATCH));
    await giveWay();
  }
}

/** A cursor belongs to one search text. */
const cursorsOf = (search: string) =>
  new ListCursor(createHash('sha256').update(search).digest('base64url').slice(0, 12), { score: z.number(), id: z.string() });
