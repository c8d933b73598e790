import { z } from 'zod';
import { BadCursorError } from '#core/errors';
import { parsedJson } from '#core/parsed-json';
import type { Mark } from '../codec/watermark';
import type { Position } from '../compile/keyset';

/** The look in progress: which stream it reads, from where, and the highest mark it has met there. */
export interface Look {
  readonly stream: number;
  readonly after: Position | null;
  readonly high: Mark | null;
}

/** Where a consumer stands: the mark of each stream that its last look reached, and the look it is in. */
export interface ChangeCursor {
  readonly marks: readonly (Mark | null)[];
  readonly look: Look;
}

const VERSION = 1;
const mark = z.union([z.string().max(40), z.number()]).nullable();
const stored = z.union([z.string(), z.number(), z.null()]);
const cursor = z.strictObject({
  v: z.literal(VERSION),
  of: z.string(),
  marks: z.array(mark),
  look: z.strictObject({
    stream: z.number().int().min(0),
    after: z.strictObject({ sort: stored, key: z.array(z.string()) }).nullable(),
    high: mark,
  }),
});

/** `of` names source, type and mapping. */
export function encodeChangeCursor(of: string, { marks, look }: ChangeCursor): string {
  const after = look.after && { sort: look.after.sort ?? null, key: look.after.key };
  return Buffer.from(JSON.stringify({ v: VERSION, of, marks, look: { ...look, after } }), 'utf8').toString('base64url');
}

/**
 * @param keyLengths parts of the keys each stream reads
 * @throws BadCursorError when the text is no cursor of this source, type and mapping
 */
export function decodeChangeCursor(
  text: string,
  of: string,
  keyLengths: readonly number[],
  markCount = keyLengths.length,
): ChangeCursor {
  const read = cursor.safeParse(parsedJson(Buffer.from(text, 'base64url').toString('utf8')));
  if (!read.success) throw new BadCursorError('it is not a cursor of a change scan');
  const { marks, look } = read.data;
  const keyLength = keyLengths[look.stream];
  const fits = marks.length === markCount && keyLength !== undefined && (look.after?.key.length ?? keyLength) === keyLength;
  if (read.data.of !== of || !fits) throw new BadCursorError('it belongs to another source or type, or the mapping has changed');
  return { marks, look };
}
