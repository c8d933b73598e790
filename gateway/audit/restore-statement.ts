import { sign, verify, type KeyObject } from 'node:crypto';
import { z } from 'zod';
import { parsedJson } from '#core/parsed-json';
import type { ChainHead } from './audit-record';

/** The end of a chain that is noted, and missing in the store. */
export interface LostEnd {
  /** The last record that is there. */
  readonly kept: ChainHead;
  /** Number of the last record that was noted. */
  readonly upTo: number;
}

const Line = z.object({
  restored: z.object({
    kept: z.object({ chain: z.string(), seq: z.number().int().nonnegative(), hash: z.string() }),
    upTo: z.number().int().positive(),
    at: z.string(),
    by: z.string(),
    reason: z.string(),
  }),
  signature: z.string(),
});

/** Somebody says that the end of a chain was lost when the store was restored from a backup: who, when and why. */
export type RestoreStatement = z.infer<typeof Line>['restored'];

const signedText = ({ kept, upTo, at, by, reason }: RestoreStatement): Buffer =>
  Buffer.from(JSON.stringify(['audit-restored', kept.chain, kept.seq, kept.hash, upTo, at, by, reason]));

/** The statement as a line of the file of the noted ends. */
export function restoreLine(statement: RestoreStatement, key: KeyObject): string {
  const signature = sign(null, signedText(statement), key).toString('base64url');
  return JSON.stringify({ restored: statement, signature });
}

/** What a line of the file says, and whether we signed it; null: it is no such statement. */
export function restoreStatementOf(
  line: string,
  key: KeyObject,
): { readonly statement: RestoreStatement; readonly isOurs: boolean } | null {
  const { data } = Line.safeParse(parsedJson(line));
  if (!data) return null;
  const isOurs = verify(null, signedText(data.restored), key, Buffer.from(data.signature, 'base64url'));
  return { statement: data.restored, isOurs };
}

/** Whether it is about exactly this end: nothing more is missing, and what is there is what was there when it was said. */
export const isAbout = ({ kept, upTo }: RestoreStatement, lost: LostEnd): boolean =>
  kept.chain === lost.kept.chain && kept.seq === lost.kept.seq && kept.hash === lost.kept.hash && upTo === lost.upTo;
