import { createHash } from 'node:crypto';
import { z } from 'zod';
import { BadCursorError } from '#core/errors';
import type { Stored } from '../codec/codec';

/** Where a list stands in one source: the stored sort value and the key parts of the last row taken from it. */
export interface Position {
  readonly sort: Stored;
  readonly key: readonly string[];
}

export type Positions = ReadonlyMap<string, Position>;

const StoredValue = z.union([z.string(), z.number(), z.null()]);
const Content = z.strictObject({
  v: z.literal(1),
  h: z.string(),
  p: z.record(z.string(), z.tuple([StoredValue]).rest(z.string())),
});

/** What a cursor belongs to: list, order, filter and mappings. */
export function listHash(parts: unknown): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 12);
}

export function encodeCursor(hash: string, positions: Positions): string {
  const p = Object.fromEntries([...positions].map(([system, { sort, key }]) => [system, [sort, ...key]]));
  return Buffer.from(JSON.stringify({ v: 1, h: hash, p }), 'utf8').toString('base64url');
}

/** @throws BadCursorError when the text is no cursor, or one of another list */
export function decodeCursor(cursor: string, hash: string): Positions {
  let content: z.infer<typeof Content>;
  try {
    content = Content.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
  } catch {
    throw new BadCursorError('it is damaged');
  }
  if (content.h !== hash) throw new BadCursorError('it belongs to another list, sort order or filter');
  return new Map(Object.entries(content.p).map(([system, [sort, ...key]]) => [system, { sort, key }]));
}
