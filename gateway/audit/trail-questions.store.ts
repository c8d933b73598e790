import type { Knex } from '@mikro-orm/mysql';
import type { Store } from '#runtime/store/open-store';
import { operationKey, type ChainHead } from './audit-record';

/** What somebody asks the trail; what is left out does not matter. */
export interface TrailQuestion {
  readonly actor?: string | undefined;
  /** Pseudonym of an object. */
  readonly subject?: string | undefined;
  readonly requestId?: string | undefined;
  /** Name of an operation. */
  readonly operation?: string | undefined;
  /** First moment, ISO 8601 in UTC. */
  readonly since?: string | undefined;
  /** First moment that does not count any more. */
  readonly until?: string | undefined;
}

/** Where a record stands in the order of all: time, then chain, then number. */
export interface RecordPlace {
  readonly at: string;
  readonly chain: string;
  readonly seq: number;
}

export interface FoundRecord extends RecordPlace {
  /** The record as JSON, in the very characters that were hashed. */
  readonly content: string;
}

/** The first and the last record of a chain. */
export interface ChainEnds {
  readonly chain: string;
  readonly firstSeq: number;
  readonly firstAt: string;
  readonly lastSeq: number;
  readonly lastAt: string;
}

const RECORD = 'audit_record as r';
const SUBJECT = 'audit_subject as s';

/** Looks into the tables of the audit trail, by their indexes alone. */
export class TrailQuestions {
  constructor(private readonly store: Pick<Store, 'knex'>) {}

  /** Records that a question is about, the newest first. */
  async records(question: TrailQuestion, after: RecordPlace | null, most: number): Promise<readonly FoundRecord[]> {
    const { actor, subject, requestId, operation, since, until } = question;
    // Time is told beside the subject as well: one index has both.
    const by = subject === undefined ? 'r' : 's';
    const records =
      subject === undefined ? this.knex(RECORD) : this.knex(SUBJECT).join(RECORD, sameRecord).where('s.subject', subject);
    if (actor !== undefined) void records.where('r.actor', actor);
    if (requestId !== undefined) void records.where('r.request_id', requestId);
    if (operation !== undefined) void records.where('r.operation', operationKey(operation));
    if (since !== undefined) void records.where(`${by}.at`, '>=', since);
    if (until !== undefined) void records.where(`${by}.at`, '<', until);
    if (after !== null) void records.where((rest) => void olderThan(rest, by, after));
    const newest = ['at', 'chain', 'seq'].map((column) => ({ column: `${by}.${column}`, order: 'desc' }));
    return records.orderBy(newest).limit(most).select('r.at', 'r.chain', 'r.seq', 'r.content');
  }

  /** Chains from one name, or behind it, in the order of their names. */
  async chains(where: '>' | '>=', name: string, most: number): Promise<readonly ChainEnds[]> {
    // Each name is looked up behind the one before: one chain may have a million entries in the index.
    const names = this.knex.raw(
      `select min(r.chain), 1 from audit_record r where r.chain ${where} ?
       union all
       select (select min(r.chain) from audit_record r where r.chain > names.chain), number + 1
       from names where names.chain is not null and number < ?`,
      [name, most],
    );
    const end = (column: 'seq' | 'at', order: 'asc' | 'desc'): Knex.QueryBuilder =>
      this.knex(RECORD).whereRaw('r.chain = names.chain').orderBy('r.seq', order).limit(1).select(`r.${column}`);
    return this.knex
      .withRecursive('names', ['chain', 'number'], names)
      .from('names')
      .whereNotNull('chain')
      .orderBy('chain')
      .select('chain', {
        firstSeq: end('seq', 'asc'),
        firstAt: end('at', 'asc'),
        lastSeq: end('seq', 'desc'),
        lastAt: end('at', 'desc'),
      });
  }

  /** One record as what comes after it builds on it; null: it is not there. */
  async link(chain: string, seq: number): Promise<ChainHead | null> {
    const [row]: readonly ChainHead[] = await this.knex('audit_record').where({ chain, seq }).select('chain', 'seq', 'hash');
    return row ?? null;
  }

  private get knex(): Knex {
    return this.store.knex;
  }
}

const sameRecord = { 'r.chain': 's.chain', 'r.seq': 's.seq' };

function olderThan(rest: Knex.QueryBuilder, by: string, { at, chain, seq }: RecordPlace): Knex.QueryBuilder {
  return rest.where(`${by}.at`, '<=', at).andWhere(
    (tie) =>
      void tie
        .where(`${by}.at`, '<', at)
        .orWhere(`${by}.chain`, '<', chain)
        .orWhere((own) => void own.where(`${by}.chain`, chain).andWhere(`${by}.seq`, '<', seq)),
  );
}
