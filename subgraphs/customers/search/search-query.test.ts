import { parseSearch } from './search-query';
import { TERM_KINDS } from './search-term';

const kindsOf = (search: string) => parseSearch(search).map((word) => word.map(({ kind, term }) => [kind, term]));

it('looks for a word among numbers and names', () => {
  expect(kindsOf('HT-2024/001a')).toEqual([
    [
      [TERM_KINDS.IDENTIFIER, 'ht2024001a'],
      [TERM_KINDS.CONTRACT, 'ht2024001a'],
      [TERM_KINDS.NAME, 'ht2024001a'],
      [TERM_KINDS.NAME_PART, 'ht2024001a'],
    ],
  ]);
});

it('takes digits with the punctuation of phone numbers for one word', () => {
  expect(kindsOf('+86 (138) 0000-1234')).toHaveLength(1);
  expect(kindsOf('+86 (138) 0000-1234')[0]).toContainEqual([TERM_KINDS.PHONE, '43210000831']);
});

it('takes blanks of any width between words', () => {
  expect(kindsOf('上海　轴承')).toHaveLength(2);
});

it('looks for short words as whole values only', () => {
  expect(
    parseSearch('42 轴 ab')
      .flat()
      .map(({ isWhole }) => isWhole),
  ).not.toContain(false);
  expect(
    parseSearch('轴承')
      .flat()
      .map(({ isWhole }) => isWhole),
  ).not.toContain(true);
});

it.each([
  ['without letter or digit', ' -- % _ ', 'has no letter or digit'],
  ['empty', '', 'has no letter or digit'],
  ['too long', 'x'.repeat(101), 'type 100 or fewer'],
  ['of too many words', 'aa bb cc dd ee ff', 'has 6 words; type 5 or fewer'],
])('refuses a search %s in words', (_claim, search, message) => {
  expect(() => parseSearch(search)).toThrow(message);
});
