import { gbkText } from './gbk';

it('keeps what GBK has and makes a question mark of the rest, on every version of Node', () => {
  expect(gbkText('A-1 贵阳泰恒環保（株）·龘')).toBe('A-1 贵阳泰恒環保（株）·龘');
  // U+4DAE and the euro came with GB 18030; newer decoders read them as GBK.
  expect(gbkText('䶮€㑇𠮷')).toBe('????');
});
