import { parseArgs } from 'node:util';
import { wrongMysqlOption } from '#runtime/mysql-tls';

export const USAGE = `Usage: npm run demo -- <command> [options]

  generate   write the legacy tables as text to <out>/tsv
  load       write them into <out>/legacy/*.db, or with --url into the databases legacy_* of a MySQL or MariaDB server

  --size S      demo (2,000 parties), small (100,000) or large (1,000,000); demo unless --parties says another number
  --parties N   customers behind the data
  --seed S      another world of the same kind (1)
  --out DIR     data directory (.data); what is true behind the data goes to <out>/ground-truth, with a manifest
  --url URL     mysql://user:password@host:port, encrypted with ?ca=/path/ca.pem; table files are left in <out>/tsv
`;

const SIZES: Readonly<Record<string, number>> = { demo: 2000, small: 100_000, large: 1_000_000 };

export interface Command {
  readonly name: 'generate' | 'load';
  readonly parties: number;
  readonly seed: number;
  readonly out: string;
  readonly url: string | null;
}

function wholeNumber(option: string, text: string, minimum: number): number {
  if (!/^\d{1,9}$/.test(text) || Number(text) < minimum)
    throw new Error(`--${option} is a whole number from ${minimum}, not ${text}`);
  return Number(text);
}

function partiesOf(size: string | undefined, parties: string | undefined): number {
  if (size !== undefined && parties !== undefined) throw new Error('Give --size or --parties, not both');
  if (parties !== undefined) return wholeNumber('parties', parties, 1);
  const known = SIZES[size ?? 'demo'];
  if (known === undefined) throw new Error(`--size is one of ${Object.keys(SIZES).join(', ')}, not ${size}`);
  return known;
}

/** @throws with a sentence about the first argument that cannot be used */
export function parseCommand(argv: readonly string[]): Command {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      size: { type: 'string' },
      parties: { type: 'string' },
      seed: { type: 'string', default: '1' },
      out: { type: 'string', default: '.data' },
      url: { type: 'string' },
    },
  });
  const [name, ...rest] = positionals;
  if ((name !== 'generate' && name !== 'load') || rest.length > 0) throw new Error('The command is generate or load');
  if (name === 'generate' && values.url !== undefined) throw new Error('--url belongs to load');
  return {
    name,
    parties: partiesOf(values.size, values.parties),
    seed: wholeNumber('seed', values.seed, 0),
    out: values.out,
    url: values.url === undefined ? null : serverUrl(values.url),
  };
}

function serverUrl(text: string): string {
  if (!URL.canParse(text) || new URL(text).protocol !== 'mysql:')
    throw new Error('--url is like mysql://user:password@host:port');
  const problem = wrongMysqlOption(text);
  if (problem !== null) throw new Error(`--url: ${problem}`);
  return text;
}
