import { z } from 'zod';
import { giveWay } from '#core/give-way';
import { parsedJson } from '#core/parsed-json';
import { emptyChain, hashOf, operationKey, type AuditRecord, type ChainHead } from './audit-record';
import type { NotedEnds } from './chain-heads';
import { isAbout, type LostEnd, type RestoreStatement } from './restore-statement';

const PAGE = 500;

/** A part of one chain that was compared with its hashes. */
export interface CheckedPart {
  /** Records that were there. */
  readonly checked: number;
  /** Number of the last one. */
  readonly upTo: number;
  /** Whether the chain ends there. */
  readonly complete: boolean;
  readonly problems: readonly string[];
}

/**
 * Compares the next records of a chain with their hashes, and with its noted end when that is among them or missing.
 * @param before the record after which it begins; null: the beginning of the chain
 */
export async function verifyPart(
  trail: Pick<TrailReader, 'after'>,
  chain: string,
  { before, most, heads }: { readonly before: ChainHead | null; readonly most: number; readonly heads: readonly ChainHead[] },
): Promise<CheckedPart> {
  const start = before ?? emptyChain(chain);
  const check = new ChainCheck(start, heads);
  let checked = 0;
  for (;;) {
    const page = await trail.after(chain, check.seq, Math.min(PAGE, most - checked));
    for (const record of page) check.next(record);
    checked += page.length;
    const complete = page.length < Math.min(PAGE, most - (checked - page.length));
    if (complete) check.end();
    if (complete || checked === most) return { checked, upTo: check.seq, complete, problems: check.problems };
    await giveWay();
  }
}

/** What the trail is read from. */
export interface TrailReader {
  chains(): Promise<readonly string[]>;
  after(chain: string, seq: number, most: number): Promise<readonly AuditRecord[]>;
}

export interface TrailReport {
  readonly chains: number;
  readonly records: number;
  /** Each record that is not as it was written, and each that is not there; the first of a chain first. */
  readonly problems: readonly string[];
  /** Ends that are missing and of which nobody said why; each is also a problem. */
  readonly lost: readonly LostEnd[];
  /** Ends that are missing and are said to be lost in a restore: which, by whom, when and why. */
  readonly stated: readonly string[];
}

/**
 * Compares the whole trail with its hashes and with the ends that were noted elsewhere. It finds records that were altered, taken out or
 * moved, and what was cut off behind a noted end.
 */
export async function verifyTrail(
  trail: TrailReader,
  { heads, restores }: Pick<NotedEnds, 'heads' | 'restores'>,
): Promise<TrailReport> {
  const noted = new Map<string, ChainHead[]>();
  for (const head of heads) noted.set(head.chain, [...(noted.get(head.chain) ?? []), head]);
  const chains = [...new Set([...(await trail.chains()), ...noted.keys()])].sort();
  const problems: string[] = [];
  const lost: LostEnd[] = [];
  const stated: string[] = [];
  let records = 0;
  for (const chain of chains) {
    const checked = new ChainCheck(emptyChain(chain), noted.get(chain) ?? [], restores);
    for (let page = await trail.after(chain, 0, PAGE); page.length > 0; page = await trail.after(chain, checked.seq, PAGE)) {
      for (const record of page) checked.next(record);
      records += page.length;
    }
    checked.end();
    problems.push(...checked.problems);
    if (checked.lost) lost.push(checked.lost);
    if (checked.stated !== null) stated.push(checked.stated);
  }
  return { chains: chains.length, records, problems, lost, stated };
}

const Content = z.object({
  chain: z.string(),
  seq: z.number(),
  at: z.string(),
  actor: z.object({ sub: z.string() }),
  requestId: z.string(),
  operation: z.object({ name: z.string().nullable() }),
  subjects: z.array(z.string()),
});

class ChainCheck {
  readonly problems: string[] = [];
  /** The missing end; null: it is there, or somebody said why it is not. */
  lost: LostEnd | null = null;
  stated: string | null = null;
  /** Number of the last record that was there. */
  seq: number;
  private readonly chain: string;
  private hash: string;
  private readonly noted: ReadonlyMap<number, string>;

  /** @param start the record before the first one */
  constructor(
    start: ChainHead,
    heads: readonly ChainHead[],
    private readonly restores: readonly RestoreStatement[] = [],
  ) {
    this.chain = start.chain;
    this.seq = start.seq;
    this.hash = start.hash;
    this.noted = new Map(heads.map(({ seq, hash }) => [seq, hash]));
  }

  next(record: AuditRecord): void {
    if (record.seq !== this.seq + 1) this.missing(this.seq + 1, record.seq - 1);
    else if (hashOf(this.hash, record.content) !== record.hash) this.problem(record, 'is altered, or the one before it is');
    if (!isAsWritten(record)) this.problem(record, 'is found under what it does not say');
    const noted = this.noted.get(record.seq);
    if (noted !== undefined && noted !== record.hash)
      this.problem(record, 'is not the one that was noted as the end of the chain');
    this.seq = record.seq;
    this.hash = record.hash;
  }

  end(): void {
    const last = Math.max(0, ...this.noted.keys());
    if (last <= this.seq) return;
    const lost = { kept: { chain: this.chain, seq: this.seq, hash: this.hash }, upTo: last };
    const said = this.restores.find((each) => isAbout(each, lost));
    if (said)
      this.stated = `${this.missed(this.seq + 1, last)}: lost in a restore, ${said.by} said at ${said.at}: ${said.reason}`;
    else {
      this.lost = lost;
      this.missing(this.seq + 1, last);
    }
  }

  private missing(from: number, to: number): void {
    this.problems.push(this.missed(from, to));
  }

  private missed(from: number, to: number): string {
    return `Chain ${this.chain}: ${from === to ? `record ${from} is missing` : `records ${from} to ${to} are missing`}`;
  }

  private problem({ seq, at }: AuditRecord, what: string): void {
    this.problems.push(`Chain ${this.chain}: record ${seq} of ${at} ${what}`);
  }
}

/** Whether the columns by which a record is found say what its content says. */
function isAsWritten({ chain, seq, at, actor, requestId, operation, subjects, content }: AuditRecord): boolean {
  const { data } = Content.safeParse(parsedJson(content));
  if (!data) return false;
  const found = [chain, seq, at, actor, requestId, operation, ...[...subjects].sort()];
  const said = [
    data.chain,
    data.seq,
    data.at,
    data.actor.sub,
    data.requestId,
    operationKey(data.operation.name),
    ...data.subjects.sort(),
  ];
  return JSON.stringify(found) === JSON.stringify(said);
}
