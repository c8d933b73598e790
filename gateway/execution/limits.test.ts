import { excessOf, knownExcess } from './limits';

it('[T4] a text that is sent again and again is measured as the first time', () => {
  const known = knownExcess();
  const aliases = (count: number): string => `{ ${Array.from({ length: count }, (_, i) => `a${i}: __typename`).join(' ')} }`;
  for (const text of [aliases(20), aliases(31), '{ a', aliases(20), aliases(31), '{ a']) expect(known(text)).toBe(excessOf(text));
  expect(known(aliases(31))).toBe('more than 30 aliases');
  expect(known(aliases(20))).toBeNull();
});
