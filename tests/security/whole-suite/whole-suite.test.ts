import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

// Starts jest anew.
jest.setTimeout(240_000);

const ROOT = join(__dirname, '../../..');
const LEAKING = 'tests/security/whole-suite/leaking-suite.ts';

function runSuite(file: string): { readonly status: number | null; readonly output: string } {
  const { PATH = '', HOME = '' } = process.env;
  const jest = [join(ROOT, 'node_modules/jest/bin/jest.js'), '--runInBand', '--testMatch', `**/${file}`];
  // No suite in it asks for a server, and none has to be started.
  const env = { PATH, HOME, TEST_MYSQL_URL: 'mysql://127.0.0.1:1' };
  const { status, stdout, stderr } = spawnSync(process.execPath, jest, { cwd: ROOT, env, encoding: 'utf8' });
  return { status, output: `${stdout}${stderr}` };
}

it('[T16] a run in which a personal value was logged, traced, measured or answered fails, and names the column and no value', () => {
  const { status, output } = runSuite(LEAKING);
  expect(output).toMatch(/Tests: +6 passed, 6 total/);
  expect(output.match(/^tests.* holds a value of .*$/gm)?.toSorted()).toEqual([
    `${LEAKING}: BI holds a value of sales t_Cust.FName`,
    `${LEAKING}: PARTNER holds a value of sales t_Emp.FName`,
    `${LEAKING}: error holds a value of sales t_Cust.FEmail`,
    `${LEAKING}: log holds a value of sales t_Cust.FEmail`,
    `${LEAKING}: log holds a value of sales t_Emp.FName`,
    `${LEAKING}: metrics holds a value of finance AR_CUST.ADDR`,
    `${LEAKING}: trace holds a value of finance AR_CUST.ADDR`,
  ]);
  expect(output).not.toMatch(/马泽子|taiheng|贵阳|胡璐倩/);
  expect(status).toBe(1);
});
