import { parseArgs } from 'node:util';
import { killAgainAndAgain, losses } from '../faults/worker-kills/kill-again-and-again';
import { wholeNumber } from './whole-number';

/** @returns whether nothing was lost or doubled */
export async function soakKills(argv: readonly string[]): Promise<boolean> {
  const { values } = parseArgs({
    args: [...argv],
    options: { kills: { type: 'string', default: '100' }, seed: { type: 'string', default: String(Date.now() % 100_000) } },
  });
  const kills = wholeNumber('--kills', values.kills);
  const seed = wholeNumber('--seed', values.seed);
  process.stdout.write(`${kills} kills at the moments of seed ${seed}\n`);
  const report = await killAgainAndAgain(kills, seed, (kill) => {
    if (kill % 10 === 0) process.stdout.write(`${kill} killed\n`);
  });
  const found = losses(report);
  const { timeline, rows, profiles } = report.killed;
  process.stdout.write(
    `${report.cutOff} of ${kills} kills left work undone; then ${timeline.length} entries, ${rows.length} rows, `,
  );
  process.stdout.write(
    `${profiles.length} profiles\n${found.length === 0 ? 'Nothing lost, nothing doubled' : found.join('\n')}\n`,
  );
  return found.length === 0;
}
