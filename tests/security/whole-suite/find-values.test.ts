import { ValueFinder } from './find-values';
import { canBeToldApart } from './personal-values';

const VALUES = ['王伟', '王伟明', '16995745801', 'e0001@own.example', '023-11468652'];

it.each([
  ['a value among others', '{"name":"王伟","no":3}', ['王伟']],
  ['a value that begins with another one, and that one', '[王伟明]', ['王伟', '王伟明']],
  ['values at both ends', '王伟 to e0001@own.example', ['王伟', 'e0001@own.example']],
  ['a whole number', 'of 16995745801,', ['16995745801']],
  ['a number with signs in it', 'tel:023-11468652', ['023-11468652']],
  ['no part of a longer number', '169957458012 and 0.16995745801', []],
  ['nothing in other texts', '王 伟, e0001@own, 1699574580', []],
  ['nothing in nothing', '', []],
])('finds %s', (_what, text, found) => {
  expect([...new ValueFinder(VALUES).in(text)].sort()).toEqual([...found].sort());
});

it.each(['王伟', 'Ann@b.example', '+86 16995745801', '993450M13099927', 'wx_794531'])('%s can be told apart', (value) => {
  expect(canBeToldApart(value)).toBe(true);
});

it.each(['2026-06-30', '20260630', '2026-06-30 12:00:00', '1203', '87654321', '王', 'CN', 'VIP customer'])(
  '%s can be anything',
  (value) => {
    expect(canBeToldApart(value)).toBe(false);
  },
);
