import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataDirInUseError, lockDataDir } from './data-dir-lock';

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'lock-'));
});
afterEach(() => rmSync(dataDir, { recursive: true }));

const hold = (pid: number | undefined, host: string): void => writeFileSync(join(dataDir, 'lock'), JSON.stringify({ pid, host }));

it('leaves nothing behind when it is released', () => {
  lockDataDir(dataDir)();
  expect(readdirSync(dataDir)).toEqual([]);
});

it('names the process that holds the folder', () => {
  const other = spawn('sleep', ['30']);
  hold(other.pid, hostname());
  expect(() => lockDataDir(dataDir)).toThrow(DataDirInUseError);
  expect(() => lockDataDir(dataDir)).toThrow(`in use by process ${other.pid} on ${hostname()}`);
  expect(readdirSync(dataDir)).toEqual(['lock']);
  other.kill();
});

it('believes a lock of another machine', () => {
  hold(1, `not-${hostname()}`);
  expect(() => lockDataDir(dataDir)).toThrow(DataDirInUseError);
});

it.each([
  ['of a process that was killed', () => hold(spawnSync('true').pid, hostname())],
  ['that was cut off', () => writeFileSync(join(dataDir, 'lock'), '{"pid":')],
  ['of an earlier process with the same number', () => hold(process.pid, hostname())],
])('takes over a lock %s', (_, leave) => {
  leave();
  const release = lockDataDir(dataDir);
  expect(readdirSync(dataDir)).toEqual(['lock']);
  release();
  expect(existsSync(join(dataDir, 'lock'))).toBe(false);
});

it('makes a folder that is missing', () => {
  const inner = join(dataDir, 'a', 'b');
  lockDataDir(inner)();
  expect(existsSync(inner)).toBe(true);
});
