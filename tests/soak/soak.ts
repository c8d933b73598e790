import { soakAudit } from './audit';
import { soakKills } from './kills';
import { soakPlanning } from './planning';

const SOAKS: Readonly<Record<string, (argv: readonly string[]) => Promise<boolean>>> = {
  audit: soakAudit,
  kills: soakKills,
  planning: soakPlanning,
};

const USAGE = `Usage: npm run soak -- <name> [options]

  audit     kills the gateway with signal 9 while it answers; no answer about a person may come without its record
    --kills N   how often (100)
    --seed N    of the moments (the time of day)
    --store URL an empty database for the trail, mysql://... (a file)

  kills     kills the worker with signal 9 while the sources change; nothing may be lost or doubled
    --kills N   how often (100)
    --seed N    of the moments (the time of day)

  planning  plans operations that are all new; memory may not grow
    --operations N  how many (10000)

Long forms of tests that npm test runs for seconds; each ends with status 1 when its claim does not hold.
`;

async function main([name = '', ...argv]: readonly string[]): Promise<number> {
  const soak = Object.hasOwn(SOAKS, name) ? SOAKS[name] : undefined;
  if (!soak) {
    process.stderr.write(USAGE);
    return 2;
  }
  try {
    return (await soak(argv)) ? 0 : 1;
  } catch (error) {
    process.stderr.write(`soak ${name} failed: ${error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  }
}

void main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});
