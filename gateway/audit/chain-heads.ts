import { sign, verify, type KeyObject } from 'node:crypto';
import { mkdir, open, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { parsedJson } from '#core/parsed-json';
import { systemErrorCode } from '#core/system-error';
import type { ChainHead } from './audit-record';
import { restoreLine, restoreStatementOf, type RestoreStatement } from './restore-statement';

/** Milliseconds for which the end of a chain may be cut off unseen. */
const EVERY_MS = 60_000;

const Line = z.object({
  chain: z.string(),
  seq: z.number().int().positive(),
  hash: z.string(),
  at: z.string(),
  signature: z.string(),
});
export type SignedHead = z.infer<typeof Line>;

/** What a line of the file says; null: it is not the end of a chain. */
export const signedHeadOf = (line: string): SignedHead | null => Line.safeParse(parsedJson(line)).data ?? null;

export interface HeadsOptions {
  /** A place that whoever can write the store cannot write. */
  readonly path: string;
  readonly key: KeyObject;
  readonly now: () => number;
  readonly onFailure: (error: unknown) => void;
}

/** Writes down, signed and elsewhere, where the chain of this process ends: the first end at once, later ones once a minute. */
export class ChainHeads {
  private last: ChainHead | null = null;
  private noted: ChainHead | null = null;
  private work: Promise<void> = Promise.resolve();
  private readonly timer: NodeJS.Timeout;

  constructor(private readonly options: HeadsOptions) {
    this.timer = setInterval(() => this.note(), EVERY_MS).unref();
  }

  moved(head: ChainHead): void {
    const first = this.last === null;
    this.last = head;
    if (first) this.note();
  }

  async close(): Promise<void> {
    clearInterval(this.timer);
    this.note();
    await this.work;
  }

  private note(): void {
    const head = this.last;
    if (!head || head === this.noted) return;
    this.noted = head;
    this.work = this.work
      .then(() => this.append(head))
      .catch((error: unknown) => {
        // Noted again with the next end.
        this.noted = null;
        this.options.onFailure(error);
      });
  }

  private async append(head: ChainHead): Promise<void> {
    const { path, key, now } = this.options;
    const at = new Date(now()).toISOString();
    const signature = sign(null, signedText({ ...head, at }), key).toString('base64url');
    await appendLines(path, [JSON.stringify({ ...head, at, signature })]);
  }
}

/** Adds statements to the file of the noted ends, signed. */
export const noteRestore = (path: string, statements: readonly RestoreStatement[], key: KeyObject): Promise<void> =>
  appendLines(
    path,
    statements.map((statement) => restoreLine(statement, key)),
  );

async function appendLines(path: string, lines: readonly string[]): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const file = await open(path, 'a', 0o600);
  try {
    // A line of its own, even after one that a full disk cut off.
    await file.write(lines.map((line) => `\n${line}\n`).join(''));
    await file.datasync();
  } finally {
    await file.close();
  }
}

/** What the file of the noted ends says, each in its order. */
export interface NotedEnds {
  readonly heads: readonly ChainHead[];
  readonly restores: readonly RestoreStatement[];
  /** What is wrong with the file. */
  readonly problems: readonly string[];
}

export async function readHeads(path: string, key: KeyObject): Promise<NotedEnds> {
  const heads: ChainHead[] = [];
  const restores: RestoreStatement[] = [];
  const problems: string[] = [];
  for (const [index, line] of (await textOf(path)).split('\n').entries()) {
    if (line === '') continue;
    const restore = restoreStatementOf(line, key);
    const head = signedHeadOf(line);
    if (!head && !restore) problems.push(`${path}, line ${index + 1}: not the end of a chain`);
    else if (!(restore?.isOurs ?? (head && isSigned(head, key))))
      problems.push(`${path}, line ${index + 1}: the signature is not ours`);
    else if (restore) restores.push(restore.statement);
    else if (head) heads.push(head);
  }
  return { heads, restores, problems };
}

const signedText = ({ chain, seq, hash, at }: Omit<SignedHead, 'signature'>): Buffer =>
  Buffer.from(['audit-head', chain, seq, hash, at].join('\n'));

/** Whether we signed it. */
export const isSigned = (head: SignedHead, key: KeyObject): boolean =>
  verify(null, signedText(head), key, Buffer.from(head.signature, 'base64url'));

async function textOf(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return '';
    throw error;
  }
}
