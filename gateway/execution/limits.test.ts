import { excessOf, knownExcess } from './limits';

it('[T4] a text that is sent again and again is measured as the first time', () => {
  const known = knownExcess();
  const aliases = (count: number): string => `{ ${Array.from({ length: count }, (_, i) => `a${i}: __typename`).join(' ')} }`;
  for (const text of [aliases(20), aliases(31), '{ a', aliases(20), aliases(31), '{ a']) expect(known(text)).toBe(excessOf(text));
  expect(known(aliases(31))).toBe('more than 30 aliases');
  expect(known(aliases(20))).toBeNull();
});

it.each<[string, number, string | null]>([
  ['fields with fields below them', 50, null],
  ['one more', 51, 'more than 50 fields with fields below them'],
])('[T6] counts what has to be planned: %s', (_title, count, expected) => {
  const fragment = 'fragment F on Customer { orders { nodes { number } } }';
  const spread = (pairs: number): string => Array.from({ length: pairs }, () => '...F').join(' ');
  // A customer with 24 lists has 49 of them.
  const more = ['', ' level { id }', ' level { id } owner { id }'][count - 49] ?? '';
  expect(excessOf(`{ customer(id: "1") { ${spread(24)}${more} } } ${fragment}`)).toBe(expected);
});

it('[T6] introspection is not planned', () => {
  const levels = Array.from({ length: 20 }, (_, i) => `t${i}: __type(name: "Query") { fields { type { name } } }`);
  expect(excessOf(`{ ${levels.join(' ')} }`)).toBeNull();
});
