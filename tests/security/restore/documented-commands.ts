import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '../../..');
const PAGE = readFileSync(join(ROOT, 'docs/OPERATIONS.md'), 'utf8');

/** The commands under a heading of docs/OPERATIONS.md, as they stand there. @throws Error when there are none */
export function documentedCommands(heading: string): string {
  const [, section = ''] = PAGE.split(`\n### ${heading}\n`);
  const [, commands] = /^[^#]*?\n```\n([\s\S]*?)\n```\n/.exec(section) ?? [];
  if (commands === undefined) throw new Error(`docs/OPERATIONS.md has no commands under "${heading}"`);
  return commands;
}

export interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs commands as an operator does: in bash, in the folder of the product. */
export function inShell(commands: string, environment: Readonly<Record<string, string>>): Promise<Ended> {
  const { PATH = '', HOME = '' } = process.env;
  const options = { cwd: ROOT, env: { PATH, HOME, ...environment }, encoding: 'utf8' } as const;
  return new Promise((resolve) => {
    const child = execFile('bash', ['-c', commands], options, (_error, out, err) =>
      resolve({ code: child.exitCode ?? -1, out, err }),
    );
  });
}
