import fc from 'fast-check';
import { cleaner } from './clean';
import { ANY, beforeCleaning, type TextPattern } from './clean-pattern';

const STEPS = [
  ...['trim', 'squeeze', 'upper', 'lower', 'half', 'html', 'unpad', 'strip'],
  ...['drop -', 'drop AB', 'line 1', 'line 2', 'replace - AB', 'replace AB -', 'replace a'],
];
const PIECES = [
  'A',
  'B',
  'a',
  'b',
  'ß',
  'ı',
  'ŉ',
  'ﬀ',
  '0',
  '00',
  '7',
  '-',
  '/',
  '.',
  '_',
  ' ',
  '  ',
  '\t',
  '\n',
  '中',
  '１',
  '&amp;',
  '%',
  '!',
];

function fits(text: string, pattern: TextPattern): boolean {
  const escaped = pattern.map((part) => (part === ANY ? '.*?' : part.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')));
  return new RegExp(`^${escaped.join('')}$`, 'su').test(text);
}

describe('what a text looked like before it was cleaned', () => {
  it('is among what fits its pattern, whatever the steps', () => {
    const stored = fc.array(fc.constantFrom(...PIECES), { maxLength: 9 }).map((pieces) => pieces.join(''));
    const steps = fc.array(fc.constantFrom(...STEPS), { maxLength: 4 });
    fc.assert(
      fc.property(stored, steps, (text, list) => {
        const cleaned = cleaner(list)?.(text) ?? text;
        return fits(text, beforeCleaning(list, [...cleaned]));
      }),
      { numRuns: 5000 },
    );
  });

  it('never has any text twice in a row, so that looking for it takes no longer with more steps', () => {
    const steps = fc.array(fc.constantFrom(...STEPS), { maxLength: 8 });
    fc.assert(
      fc.property(fc.array(fc.constantFrom('A', '-', '中', '%')), steps, (text, list) => {
        const pattern = beforeCleaning(list, text);
        return pattern.every((part, place) => part !== ANY || pattern[place + 1] !== ANY);
      }),
    );
  });

  it.each([
    [['trim'], 'C-12', 'xC-12', true],
    [['trim'], 'C-12', 'C-13', false],
    [['upper'], 'C12', 'D12', true],
    [['upper'], 'C12', 'c13', false],
    [['unpad'], '12', '013', false],
    [['strip'], 'C12', 'C-21', false],
    [['replace - /'], 'C/12', 'C/13', false],
  ])('leaves out what %j cannot make %s of: %s is %s', (steps, cleaned, stored, expected) => {
    expect(fits(stored, beforeCleaning(steps, [...cleaned]))).toBe(expected);
  });
});
