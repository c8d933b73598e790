import { spawnSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gatewayUnderTest, type GatewayUnderTest } from '../fixtures/gateway-under-test';

jest.setTimeout(60_000);

describe('npm run audit', () => {
  let gateway: GatewayUnderTest;
  let empty: string;
  beforeAll(async () => {
    gateway = await gatewayUnderTest('embedded');
    empty = mkdtempSync(join(tmpdir(), 'no-trail-'));
    await gateway.ask('FINANCE', '{ customers(first: 2) { name } }');
    await gateway.ask('GENERAL_MANAGER', '{ customers(first: 1) { name } }');
  });
  afterAll(async () => {
    await gateway.stop();
    rmSync(empty, { recursive: true, force: true });
  });

  const audit = (args: readonly string[], dataDir = gateway.dataDir): { status: number | null; out: string; said: string } => {
    const command = ['--conditions=source', '--import', 'tsx', 'gateway/audit/audit-command.ts', ...args];
    const { status, stdout, stderr } = spawnSync(process.execPath, command, {
      env: { ...process.env, DATA_DIR: dataDir },
      encoding: 'utf8',
    });
    return { status, out: stdout, said: stderr };
  };

  it('verifies the trail of a gateway that runs', () => {
    expect(audit(['verify'])).toEqual({
      status: 0,
      out: '2 records in 1 chains, 1 noted ends: everything is as it was written\n',
      said: '',
    });
  });

  it('lists who was shown an object of the graph', () => {
    const actors = (args: readonly string[]): readonly string[] =>
      audit(['list', ...args])
        .out.split('\n')
        .filter((line) => line !== '')
        .map((line) => (JSON.parse(line) as { actor: { sub: string } }).actor.sub);
    expect(actors(['--object', 'c1'])).toEqual(['u-1501']);
    expect(actors(['--object', 'c0'])).toEqual(['u-1501', 'u-1001']);
    expect(actors(['--actor', 'u-1001'])).toEqual(['u-1001']);
  });

  it.each([
    [['list', '--most', 'many'], '--most takes a whole number from 1, not many'],
    [['list', '--since', 'yesterday'], '--since takes a time like 2026-06-30T08:00:00Z, not yesterday'],
  ])('%j says what is wrong', (args, message) => {
    expect(audit(args)).toMatchObject({ status: 1, out: '', said: `${message}\n` });
  });

  it('says of no chain that it was restored when nothing is missing, nor without a reason', () => {
    expect(audit(['restored', '--reason', 'disk lost'])).toEqual({
      status: 0,
      out: 'No end is missing: there is nothing to say\n',
      said: '',
    });
    expect(audit(['restored'])).toMatchObject({
      status: 1,
      out: '',
      said: expect.stringMatching(/^--reason: why it was restored/),
    });
  });

  it('says of nothing that it was lost in a restore when something else is wrong as well', () => {
    const heads = join(gateway.dataDir, 'audit-heads.jsonl');
    const text = readFileSync(heads, 'utf8');
    appendFileSync(heads, '\nno end\n');
    expect(audit(['restored', '--reason', 'disk lost'])).toMatchObject({
      status: 1,
      said: expect.stringMatching(/^Nothing is said: /),
    });
    writeFileSync(heads, text);
  });

  it('makes no trail where there is none', () => {
    const { status, said } = audit(['verify'], empty);
    expect([status, said]).toEqual([1, expect.stringContaining(`There is no trail in ${join(empty, 'owned', 'gateway.db')}`)]);
  });
});
