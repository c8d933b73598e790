import { masked, type Mask } from './mask';

it.each<[Mask, unknown, unknown]>([
  ['PHONE', '13812340001', '138****0001'],
  ['PHONE', '0755-8321 4567', '****4567'],
  ['PHONE', '4567', '****'],
  ['PHONE', '1381234000１', '****'],
  ['EMAIL', 'zhang.san@example.cn', 'z***@example.cn'],
  ['EMAIL', 'z@example.cn', 'z***@example.cn'],
  ['EMAIL', 'zhang san@example.cn', '****'],
  ['EMAIL', 'no mail', '****'],
  ['LAST4', '91440300MA5DABCD12', '****CD12'],
  ['LAST4', '1234567', '****'],
  ['LAST4', '张三 440301199001011234', '****'],
  ['WHOLE', 'wx_zhangsan', '****'],
  ['WHOLE', '', '****'],
  ['PHONE', null, null],
  ['PHONE', undefined, undefined],
  ['PHONE', ['13812340001', null, 'x'], ['138****0001', null, '****']],
  ['LAST4', 123456789012, '****'],
  ['WHOLE', { name: 'x' }, '****'],
])('[AZ-15] %s shows %j as %j', (mask, value, shown) => {
  expect(masked(mask, value)).toEqual(shown);
});
