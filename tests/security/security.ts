import { spawnSync } from 'node:child_process';
import { readThreats } from './threats';

const { held, open } = readThreats();
const say = (text: string): boolean => process.stdout.write(`${text}\n`);

for (const { id, threat, file, title } of held) say(`${id.padEnd(4)} held  ${threat}\n           ${file}: ${title}`);
for (const { id, threat, missing } of open) say(`${id.padEnd(4)} OPEN  ${threat}\n           ${missing}`);
const ids = (list: readonly { readonly id: string }[]): number => new Set(list.map(({ id }) => id)).size;
say(`\n${ids(held)} threats with tests, ${ids(open)} with something missing (docs/THREATS.md).`);

if (process.argv.includes('--run')) {
  const files = [...new Set(held.map(({ file }) => file))];
  process.exitCode = spawnSync('npx', ['jest', '--runTestsByPath', ...files], { stdio: 'inherit' }).status ?? 1;
}
