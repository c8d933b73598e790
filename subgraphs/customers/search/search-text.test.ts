import { isLongEnough, isResidentId, namePlaces, plain, reversedDigits } from './search-text';

it.each([
  ['ＡＢＣ－１２３ （上海）', 'abc123上海'],
  ['  Müller & Söhne  ', 'müllersöhne'],
  ['--', ''],
])('reads %p as %p', (text, expected) => {
  expect(plain(text)).toBe(expected);
});

it.each([
  ['上海轴承', ['上海轴承', '海轴承', '轴承', '承']],
  ['Albers Maschinenbau GmbH', ['albersmaschinenbaugmbh', 'maschinenbaugmbh', 'gmbh']],
  ['ABC（上海）', ['abc上海', '上海', '海']],
  ['上海ABC轴承', ['上海abc轴承', '海abc轴承', 'abc轴承', '轴承', '承']],
  ['', []],
])('enters %p at %p', (name, places) => {
  expect(namePlaces(name)).toEqual(places);
});

it('keeps 24 characters of each place of a name', () => {
  expect(namePlaces('一二三四五六七八九十'.repeat(4))[0]).toHaveLength(24);
});

it.each([
  ['13800001234', '43210000831'],
  ['+86 138-0000-1234', '43210000831'],
  ['0086 13800001234', '43210000831'],
  ['０５７１－８８８８１２３４', '432188881750'],
  ['86-571-88881234', '43218888175'],
  ['8612345', '5432168'],
])('reads the phone number %p from its end', (phone, expected) => {
  expect(reversedDigits(phone)).toBe(expected);
});

it.each([
  ['11010519491231002X', true],
  ['110105194912310021', false],
  ['110105491231002', true],
  ['110105499931002', false],
  ['91350100M000100Y43', false],
  ['20260001', false],
])('tells whether %p is an identity card number: %p', (text, expected) => {
  expect(isResidentId(text)).toBe(expected);
});

it.each([
  ['轴', false],
  ['轴承', true],
  ['ab', false],
  ['abc', true],
  ['123', false],
  ['1234', true],
])('%p may be searched by its beginning: %p', (word, expected) => {
  expect(isLongEnough(word)).toBe(expected);
});
