import { createHash } from 'node:crypto';
import { z } from 'zod';
import { BadCursorError } from '#core/errors';
import { parsedJson } from '#core/parsed-json';
import type { Position } from '../compile/keyset';

/** Where a page ended in each source it read from. */
export type Positions = ReadonlyMap<string, Position>;

const VERSION = 1;
const MAX_LENGTH = 4000;

const position = z.tuple([z.union([z.string(), z.number(), z.null()]), z.array(z.string()).min(1)]);
const cursor = z.strictObject({ v: z.literal(VERSION), sort: z.string(), after: z.record(z.string(), position) });

/** Names list, order, filter and mappings: a cursor of another list is refused. */
export function listHash(parts: unknown): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 16);
}

export function encodeCursor(hash: string, positions: Positions): string {
  const after = Object.fromEntries([...positions].map(([system, { sort, key }]) => [system, [sort ?? null, key]]));
  return Buffer.from(JSON.stringify({ v: VERSION, sort: hash, after }), 'utf8').toString('base64url');
}

/** @throws BadCursorError when the text is no cursor of this list */
export function decodeCursor(text: string, hash: string, keyLengths: ReadonlyMap<string, number>): Positions {
  const read = text.length > MAX_LENGTH ? null : cursor.safeParse(parsedJson(Buffer.from(text, 'base64url').toString('utf8')));
  if (!read?.success) throw new BadCursorError('it is not a cursor of this service');
  if (read.data.sort !== hash)
    throw new BadCursorError('it belongs to another list, order or filter, or the mapping has changed');
  const positions = Object.entries(read.data.after).map(([system, [sort, key]]): [string, Position] => {
    if (keyLengths.get(system) !== key.length) throw new BadCursorError('it names a place no source has');
    return [system, { sort, key }];
  });
  return new Map(positions);
}
