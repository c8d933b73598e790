import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A threat that a test holds. */
export interface HeldThreat {
  readonly id: string;
  readonly threat: string;
  readonly file: string;
  /** Title of the test, or of the group of tests. */
  readonly title: string;
}

/** A threat that nothing holds yet. */
export interface OpenThreat {
  readonly id: string;
  readonly threat: string;
  readonly missing: string;
}

/** Reads `docs/THREATS.md`. @throws Error that quotes the line which is no row of its tables */
export function readThreats(page = readFileSync(join(__dirname, '../../docs/THREATS.md'), 'utf8')): {
  readonly held: readonly HeldThreat[];
  readonly open: readonly OpenThreat[];
} {
  const held: HeldThreat[] = [];
  const open: OpenThreat[] = [];
  for (const line of page.split('\n').filter((each) => /^\| (?!id |---)/.test(each))) {
    const [, id, threat, rest] = /^\| (T\d+) \| (.+?) \| (.+) \|$/.exec(line) ?? [];
    if (id === undefined || threat === undefined || rest === undefined) throw new Error(`docs/THREATS.md: not a threat: ${line}`);
    const [, file, title] = /^`([^`]+\.test\.ts)`: (.+)$/.exec(rest) ?? [];
    if (file !== undefined && title !== undefined) held.push({ id, threat, file, title });
    else open.push({ id, threat, missing: rest });
  }
  return { held, open };
}
