import { readFileSync } from 'node:fs';
import { readThreats } from './threats';

const { held, open } = readThreats();

it('every threat of the model is held by a test, or says what is missing', () => {
  const ids = new Set([...held, ...open].map(({ id }) => id));
  expect([...ids].sort((a, b) => Number(a.slice(1)) - Number(b.slice(1)))).toEqual(
    Array.from({ length: 30 }, (_, i) => `T${i + 1}`),
  );
});

it.each(held)('$id: the test is there: $title', ({ file, title }) => {
  const text = readFileSync(file, 'utf8');
  const written = [`'${title.replaceAll("'", "\\'")}'`, `"${title}"`, `\`${title}\``];
  expect(written.filter((each) => text.includes(each))).not.toEqual([]);
});

it('a line that is no threat is named', () => {
  expect(() => readThreats('| T99 | only two |')).toThrow('not a threat: | T99 | only two |');
});
