import type { Store } from '#runtime/store/open-store';
import { openGatewayStore } from '../store/shared-gateway-store';
import type { AuditRecord, ChainHead } from './audit-record';
import { TrailQuestions } from './trail-questions.store';

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
  readonly operation: string | null;
  readonly content: string;
  readonly hash: string;
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
    const rows = records.map(({ chain, seq, at, actor, requestId, operation, content, hash }) => ({
      chain,
      seq,
      at,
      actor,
      request_id: requestId,
      operation,
      content,
      hash,
    }));
    const subjects = records.flatMap(({ chain, seq, at, subjects: all }) => all.map((subject) => ({ subject, at, chain, seq })));
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
      .select('chain', 'seq', 'at', 'actor', 'request_id', 'operation', 'content', 'hash');
    const last = rows.at(-1);
    if (!last) return [];
    const named: readonly { readonly seq: number; readonly at: string; readonly subject: string }[] = await this.knex(
      'audit_subject',
    )
      .where({ chain })
      .andWhere('seq', '>', seq)
      .andWhere('seq', '<=', last.seq)
      .select('seq', 'at', 'subject');
    const records = new Map(rows.map((row) => [row.seq, row.at]));
    const subjects = new Map(rows.map((row): [number, string[]] => [row.seq, []]));
    // A subject under another time than its record is not found by who asks for that time.
    for (const { seq: of, at, subject } of named) if (at === records.get(of)) subjects.get(of)?.push(subject);
    return rows.map(({ request_id: requestId, ...row }) => ({ ...row, requestId, subjects: subjects.get(row.seq) ?? [] }));
  }

  /** Questions about the records of this store. */
  questions(): TrailQuestions {
    return new TrailQuestions(this.store);
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
