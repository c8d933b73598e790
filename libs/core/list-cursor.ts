import { z } from 'zod';
import { BadCursorError } from './errors';
import { parsedJson } from './parsed-json';

const VERSION = 1;
const Written = z.object({ v: z.literal(VERSION), l: z.string() });

/** Cursors of one list: where its page ended, and which list it was, so that another one refuses them. */
export class ListCursor<Place extends z.ZodRawShape> {
  private readonly place: z.ZodObject<Place>;

  /** @param list tells apart what a place means something in: the list, and by what it is filtered */
  constructor(
    private readonly list: string,
    place: Place,
  ) {
    this.place = z.object(place);
  }

  write(place: z.output<z.ZodObject<Place>>): string {
    return Buffer.from(JSON.stringify({ v: VERSION, l: this.list, ...place })).toString('base64url');
  }

  /** @throws BadCursorError */
  read(cursor: string): z.output<z.ZodObject<Place>> {
    const content = parsedJson(Buffer.from(cursor, 'base64url').toString('utf8'));
    const written = Written.safeParse(content);
    if (!written.success) throw new BadCursorError('it is damaged');
    const place = this.place.safeParse(content);
    if (written.data.l !== this.list || !place.success) throw new BadCursorError('it belongs to another list');
    return place.data;
  }
}
