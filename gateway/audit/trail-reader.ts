import { z } from 'zod';
import { BadUserInputError, DomainError } from '#core/errors';
import { ERROR_CODES } from '#core/error-codes';
import { ListCursor } from '#core/list-cursor';
import type { Page } from '#core/page';
import { parsedJson } from '#core/parsed-json';
import { AUDIENCES } from '#policy/claims';
import type { AuditKey } from './audit-key';
import { AUDITED_SIGHTS } from './audit-record';
import type { TrailStore } from './audit-trail.store';
import type { LatestHeads, NotedHead } from './latest-heads';
import type { ChainEnds, TrailQuestion } from './trail-questions.store';
import { verifyPart, type CheckedPart } from './verify-trail';

const Content = z.object({
  chain: z.string(),
  seq: z.number(),
  at: z.string(),
  actor: z.object({ sub: z.string(), roles: z.array(z.string()), audience: z.enum(AUDIENCES) }),
  requestId: z.string(),
  purpose: z.string().nullable().default(null),
  operation: z.object({ name: z.string().nullable(), hash: z.string() }),
  fields: z.record(z.string(), z.enum(AUDITED_SIGHTS)),
  objects: z.number(),
  subjects: z.array(z.string()),
});
/** A record of the trail as it says itself. */
export type WrittenRecord = z.infer<typeof Content>;

/** A chain of the trail, with its end as it was noted elsewhere; null: it was not. */
export interface Chain extends ChainEnds {
  readonly head: NotedHead | null;
}

export interface TrailReaderOptions {
  readonly open: () => Promise<Pick<TrailStore, 'questions' | 'after'>>;
  readonly heads: Pick<LatestHeads, 'of'>;
  readonly key: Pick<AuditKey, 'pseudonymOf'>;
  readonly onFailure: (error: unknown) => void;
}

const CHAINS = new ListCursor('auditChains', { chain: z.string() });
const recordCursor = (question: TrailQuestion) =>
  new ListCursor(`auditRecords ${JSON.stringify(Object.entries(question).sort())}`, {
    at: z.string(),
    chain: z.string(),
    seq: z.number().int(),
  });

/** Reads the audit trail for auditors: page by page, as it was written. */
export class TrailReader {
  constructor(private readonly options: TrailReaderOptions) {}

  /** The name under which an object stands in the trail. */
  pseudonymOf(id: string): string {
    return this.options.key.pseudonymOf(id);
  }

  /** Records that a question is about, the newest first. @throws DomainError */
  async records(question: TrailQuestion, after: string | null, first: number): Promise<Page<WrittenRecord>> {
    const cursor = recordCursor(question);
    const place = after === null ? null : cursor.read(after);
    const found = await this.asked((store) => store.questions().records(question, place, first + 1));
    const rows = found.slice(0, first);
    return {
      rows: rows.map(({ content }) => Content.parse(parsedJson(content))),
      cursors: rows.map(({ at, chain, seq }) => cursor.write({ at, chain, seq })),
      hasNextPage: found.length > first,
    };
  }

  /** Chains in the order of their names. @throws DomainError */
  async chains(after: string | null, first: number): Promise<Page<Chain>> {
    const place = after === null ? '' : CHAINS.read(after).chain;
    const found = await this.asked((store) => store.questions().chains('>', place, first + 1));
    const rows = await this.withHeads(found.slice(0, first));
    return { rows, cursors: rows.map(({ chain }) => CHAINS.write({ chain })), hasNextPage: found.length > first };
  }

  /** Null: there is no such chain. @throws DomainError */
  async chain(name: string): Promise<Chain | null> {
    const found = await this.asked((store) => store.questions().chains('>=', name, 1));
    const [chain] = await this.withHeads(found.filter((each) => each.chain === name));
    return chain ?? null;
  }

  /**
   * Compares the next records of a chain with their hashes.
   * @param after number of the record before them; 0: from the beginning
   * @throws DomainError, also when that record is not there
   */
  async check({ chain, head }: Chain, after: number, most: number): Promise<CheckedPart> {
    return this.asked(async (store) => {
      const before = after === 0 ? null : await store.questions().link(chain, after);
      if (after !== 0 && !before)
        throw new BadUserInputError(
          `"after" is ${after}: the chain has no such record. Continue after "upTo" of the answer before.`,
        );
      return verifyPart(store, chain, { before, most, heads: head?.isOurs ? [head] : [] });
    });
  }

  private async withHeads(chains: readonly ChainEnds[]): Promise<readonly Chain[]> {
    const heads = await this.options.heads.of(chains.map(({ chain }) => chain));
    return chains.map((chain) => ({ ...chain, head: heads.get(chain.chain) ?? null }));
  }

  private async asked<T>(work: (store: Pick<TrailStore, 'questions' | 'after'>) => Promise<T>): Promise<T> {
    try {
      return await work(await this.options.open());
    } catch (error) {
      if (error instanceof DomainError) throw error;
      this.options.onFailure(error);
      throw new DomainError('AUDIT_UNAVAILABLE', ERROR_CODES.AUDIT_UNAVAILABLE.text);
    }
  }
}
