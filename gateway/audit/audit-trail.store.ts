import type { Store } from '#runtime/store/open-store';
import { openGatewayStore } from '../store/shared-gateway-store';
import type { AuditRecord, ChainHead } from './audit-record';

type Knex = Store['knex'];
type Connection = object;

interface DriverPool {
  acquireConnection(): Promise<Connection>;
  releaseConnection(connection: Connection): Promise<void>;
}

interface Row {
  readonly chain: string;
  readonly seq: number;
  readonly at: string;
  readonly actor: string;
  readonly request_id: string;
  readonly content: string;
  readonly hash: string;
}

/** What an auditor asks the trail; what is left out does not matter. */
export interface TrailQuestion {
  readonly actor?: string | undefined;
  /** Pseudonym of an object. */
  readonly subject?: string | undefined;
  readonly requestId?: string | undefined;
  /** First moment, ISO 8601 in UTC. */
  readonly since?: string | undefined;
  /** First moment that does not count any more. */
  readonly until?: string | undefined;
  readonly most: number;
}

/** Opens the trail alone, for who reads it beside a gateway. */
export async function openTrailStore(url: string): Promise<TrailStore> {
  return new TrailStore(await openGatewayStore(url));
}

/** The tables of the audit trail: they are added to and read, never changed. */
export class TrailStore {
  constructor(private readonly store: Store) {}

  /** Where a chain ends; null: it has no records. */
  head(chain: string, signal: AbortSignal): Promise<ChainHead | null> {
    return this.connected(signal, async (ask) => {
      const [last] = await ask(
        this.knex('audit_record').where({ chain }).orderBy('seq', 'desc').limit(1).select('chain', 'seq', 'hash'),
      );
      return (last as ChainHead | undefined) ?? null;
    });
  }

  /** Adds all records or none; they last when this ends. A cut connection leaves open which of the two it is. */
  append(records: readonly AuditRecord[], signal: AbortSignal): Promise<void> {
    const { knex } = this;
    const rows = records.map(({ chain, seq, at, actor, requestId, content, hash }) => ({
      chain,
      seq,
      at,
      actor,
      request_id: requestId,
      content,
      hash,
    }));
    const subjects = records.flatMap(({ chain, seq, subjects: all }) => all.map((subject) => ({ subject, chain, seq })));
    return this.connected(signal, async (ask) => {
      await ask(knex.raw('begin'));
      try {
        await ask(knex('audit_record').insert(rows));
        if (subjects.length > 0) await ask(knex('audit_subject').insert(subjects));
        await ask(knex.raw('commit'));
      } catch (error) {
        await ask(knex.raw('rollback')).catch(() => undefined);
        throw error;
      }
    });
  }

  /** Names of all chains. */
  async chains(): Promise<readonly string[]> {
    const rows: readonly { readonly chain: string }[] = await this.knex('audit_record').distinct('chain').orderBy('chain');
    return rows.map(({ chain }) => chain);
  }

  /** Records of a chain after one number, as the tables hold them. */
  async after(chain: string, seq: number, most: number): Promise<readonly AuditRecord[]> {
    const rows: readonly Row[] = await this.knex('audit_record')
      .where({ chain })
      .andWhere('seq', '>', seq)
      .orderBy('seq')
      .limit(most)
      .select('chain', 'seq', 'at', 'actor', 'request_id', 'content', 'hash');
    const last = rows.at(-1);
    if (!last) return [];
    const named: readonly { readonly seq: number; readonly subject: string }[] = await this.knex('audit_subject')
      .where({ chain })
      .andWhere('seq', '>', seq)
      .andWhere('seq', '<=', last.seq)
      .select('seq', 'subject');
    const subjects = new Map(rows.map((row): [number, string[]] => [row.seq, []]));
    for (const { seq: of, subject } of named) subjects.get(of)?.push(subject);
    return rows.map(({ request_id: requestId, ...row }) => ({ ...row, requestId, subjects: subjects.get(row.seq) ?? [] }));
  }

  /** Contents of the latest records that a question is about, the oldest of them first. */
  async find({ actor, subject, requestId, since, until, most }: TrailQuestion): Promise<readonly string[]> {
    const records = this.knex('audit_record as record').orderBy([
      { column: 'record.at', order: 'desc' },
      { column: 'record.chain', order: 'desc' },
      { column: 'record.seq', order: 'desc' },
    ]);
    if (actor !== undefined) void records.where('record.actor', actor);
    if (requestId !== undefined) void records.where('record.request_id', requestId);
    if (since !== undefined) void records.where('record.at', '>=', since);
    if (until !== undefined) void records.where('record.at', '<', until);
    if (subject !== undefined)
      void records
        .join('audit_subject as named', { 'named.chain': 'record.chain', 'named.seq': 'record.seq' })
        .where('named.subject', subject);
    const rows: readonly { readonly content: string }[] = await records.limit(most).select('record.content');
    return rows.map(({ content }) => content).reverse();
  }

  close(): Promise<void> {
    return this.store.close();
  }

  private get knex(): Knex {
    return this.store.knex;
  }

  // On one connection, which is cut when the time is over: a server that hangs must not keep it.
  private async connected<T>(signal: AbortSignal, work: (ask: Ask) => Promise<T>): Promise<T> {
    signal.throwIfAborted();
    const pool = this.knex.client as DriverPool;
    const connection = await pool.acquireConnection();
    const cut = (): void => {
      if (isOfServer(connection)) connection.destroy();
    };
    signal.addEventListener('abort', cut);
    try {
      signal.throwIfAborted();
      return await work((statement) => statement.connection(connection) as Promise<readonly unknown[]>);
    } finally {
      signal.removeEventListener('abort', cut);
      await pool.releaseConnection(connection);
    }
  }
}

/** A file answers at once or not at all. */
const isOfServer = (connection: object): connection is { destroy(): void } => 'destroy' in connection;

type Ask = (statement: { connection(connection: Connection): unknown }) => Promise<readonly unknown[]>;
