import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ValueFinder } from './find-values';
import { personalValues } from './personal-values';

/** Looks for personal values in what a test run kept, and ends with 1 when there are any: `search-told.ts <folder>`. No value is repeated. */
const [folder = ''] = process.argv.slice(2);
const values = personalValues();
const finder = new ValueFinder(values.keys());

const leaks = readdirSync(folder).flatMap((file) => {
  const [, test = '', kind = ''] = /^(.*)\.(\w+)$/.exec(file) ?? [];
  const found = finder.in(readFileSync(join(folder, file), 'utf8'));
  const columns = new Set([...found].map((value) => values.get(value)));
  return [...columns].map((column) => `${decodeURIComponent(test)}: ${kind} holds a value of ${column}`);
});

process.stdout.write(leaks.map((leak) => `${leak}\n`).join(''));
process.exitCode = leaks.length > 0 ? 1 : 0;
