import { creditCode } from './tax-number';

it.each([
  ['the example of the standard', '91350100M000100Y43', '91350100M000100Y43'],
  ['lower case and blanks', ' 91350100m000100y43', '91350100M000100Y43'],
  ['one wrong digit', '91350100M000100Y44', null],
  ['two digits swapped', '91350100M000010Y43', null],
  ['a letter the standard leaves out', '9135010OM000100Y43', null],
  ['a tax number of 15 digits', '350100000100043', null],
  ['nothing', null, null],
])('reads %s', (_claim, taxNo, code) => {
  expect(creditCode(taxNo)).toBe(code);
});
