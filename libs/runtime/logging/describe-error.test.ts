import { SourceUnavailableError } from '#core/errors';
import { createLog } from './create-log';
import { describeError, maskValues } from './describe-error';

it.each([
  ["Duplicate entry '13800138000' for key 'phone'", 'Duplicate entry ? for key ?'],
  ['Unexpected token 王, "王小明" is not valid JSON', 'Unexpected token ? ? is not valid JSON'],
  ['no customer wang@example.com', 'no customer ?'],
  ['cannot read 王小明 of Köln', 'cannot read ? of Köln'],
  ['connect ECONNREFUSED 10.0.0.7:3306', 'connect ECONNREFUSED ?'],
  ['phone = 13800138000 and id = 110101199003071234X', 'phone = ? and id = ?'],
  ["Duplicate entry 'O'Brien' for key 'name'", 'Duplicate entry ? for key ?'],
  ["can't read 'Ann Lee'", "can't read ?"],
  ['no such table: t_secret', 'no such table: t_secret'],
])('writes %s without its values', (text, masked) => {
  expect(maskValues(text)).toBe(masked);
});

it('leaves out what a driver hangs on its errors, and keeps code, causes and frames', () => {
  const driver = Object.assign(new Error("Incorrect value: '王小明'"), { sql: "select '王小明'", code: 'ER_X', errno: 1292 });
  const described = describeError(new SourceUnavailableError('finance', { cause: driver }));
  expect(described).toMatchObject({
    type: 'SourceUnavailableError',
    message: 'Source finance did not answer',
    cause: { type: 'Error', message: 'Incorrect value: ?', code: 'ER_X' },
  });
  expect(JSON.stringify(described)).not.toMatch(/王小明|select/);
  expect(described.cause?.stack).toMatch(/^\s+at /);
});

it('is how every log of a process writes errors', () => {
  const lines: string[] = [];
  createLog('error', { write: (line) => void lines.push(line) }).error({ err: new Error('phone 13800138000') }, 'failed');
  expect(lines.join()).toContain('phone ?');
  expect(lines.join()).not.toContain('13800138000');
});

it('stops at causes that lead in a circle', () => {
  const error = new Error('round');
  error.cause = error;
  expect(JSON.stringify(describeError(error)).match(/round/g)?.length).toBeLessThan(8);
});
