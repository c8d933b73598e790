import { appendFileSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';

/** What is kept: for those who operate the system, for whoever reads an error, for the programs of others. */
export const TOLD_KINDS = ['log', 'metrics', 'trace', 'error', 'BI', 'PARTNER'] as const;
export type ToldKind = (typeof TOLD_KINDS)[number];

/** Makes the folder that this run keeps in what its processes tell; the workers of jest inherit its name. */
export function openTold(): string {
  const folder = mkdtempSync(join(tmpdir(), 'told-'));
  process.env.TEST_TOLD_FOLDER = folder;
  return folder;
}

/** Keeps a text that a process told while the current test file runs, one file for each test file and kind. Without a run nothing is kept. */
export function keepTold(kind: ToldKind, text: string | Buffer): void {
  const folder = process.env.TEST_TOLD_FOLDER;
  if (folder !== undefined) appendTold(folder, currentTest(), kind, text);
}

/** @param test the test file, as `currentTest` writes it */
export function appendTold(folder: string, test: string, kind: ToldKind, text: string | Buffer): void {
  const whole = typeof text !== 'string' || text.endsWith('\n');
  appendFileSync(join(folder, `${test}.${kind}`), whole ? text : `${text}\n`);
}

/** The test file that runs, as a name of a file and a part of a URL. */
export function currentTest(): string {
  const path = 'expect' in globalThis ? expect.getState().testPath : undefined;
  return encodeURIComponent(relative(process.cwd(), path ?? 'no-test'));
}
