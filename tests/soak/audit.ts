import { parseArgs } from 'node:util';
import { gaps, killAnswering } from '../faults/audit-kills/kill-answering';
import { wholeNumber } from './whole-number';

/** @returns whether no answer about a person came without its record */
export async function soakAudit(argv: readonly string[]): Promise<boolean> {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      kills: { type: 'string', default: '100' },
      seed: { type: 'string', default: String(Date.now() % 100_000) },
      store: { type: 'string' },
    },
  });
  const kills = wholeNumber('--kills', values.kills);
  const seed = wholeNumber('--seed', values.seed);
  process.stdout.write(`${kills} kills at the moments of seed ${seed}\n`);
  const report = await killAnswering(kills, seed, {
    storeUrl: values.store,
    onKill: (kill) => void (kill % 10 === 0 && process.stdout.write(`${kill} killed\n`)),
  });
  const found = gaps(report, kills);
  const { answered, cutOff, written, chains } = report;
  process.stdout.write(`${answered.length} answers, ${cutOff} requests cut off, ${written.size} records in ${chains} chains\n`);
  process.stdout.write(`${found.length === 0 ? 'No answer without its record, the trail is whole' : found.join('\n')}\n`);
  return found.length === 0;
}
