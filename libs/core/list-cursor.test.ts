import { z } from 'zod';
import { ListCursor } from './list-cursor';

const PLACE = { at: z.string(), score: z.number() };
const cursors = new ListCursor('open issues', PLACE);
const encoded = (content: unknown): string => Buffer.from(JSON.stringify(content)).toString('base64url');

it('leads back to the place it was written for', () => {
  expect(cursors.read(cursors.write({ at: '客户', score: 0.5 }))).toEqual({ at: '客户', score: 0.5 });
});

it.each([
  ['a text that is no cursor', 'nonsense', 'it is damaged'],
  ['nothing', '', 'it is damaged'],
  ['a list', encoded(['open issues']), 'it is damaged'],
  ['a cursor of a later form', encoded({ v: 2, l: 'open issues', at: '', score: 1 }), 'it is damaged'],
  [
    'the cursor of another list',
    new ListCursor('closed issues', PLACE).write({ at: '', score: 1 }),
    'it belongs to another list',
  ],
  ['a place of another shape', encoded({ v: 1, l: 'open issues', at: 7, score: 1 }), 'it belongs to another list'],
])('refuses %s', (_, cursor, why) => expect(() => cursors.read(cursor)).toThrow(why));
