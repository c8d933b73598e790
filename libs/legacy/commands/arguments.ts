import { parseArgs } from 'node:util';
import { UsageError } from './usage';

const COMMANDS = ['check', 'draft', 'sample', 'explain'] as const;
type CommandName = (typeof COMMANDS)[number];

const OPTIONS = {
  url: { type: 'string' },
  sources: { type: 'string' },
  today: { type: 'string' },
  timeout: { type: 'string', default: '30' },
  json: { type: 'boolean', default: false },
  rows: { type: 'string', default: '100000' },
  notes: { type: 'boolean', default: false },
  'errors-only': { type: 'boolean', default: false },
  tables: { type: 'string' },
  id: { type: 'string' },
  key: { type: 'string' },
  n: { type: 'string', default: '5' },
  filter: { type: 'string', multiple: true, default: [] as string[] },
  sort: { type: 'string' },
  first: { type: 'string', default: '50' },
  help: { type: 'boolean', default: false },
} as const;

/** Options that one command alone understands. */
const OWN: Readonly<Record<CommandName, readonly string[]>> = {
  check: ['rows', 'notes', 'errors-only'],
  draft: ['tables', 'id'],
  sample: ['key', 'n'],
  explain: ['filter', 'sort', 'first'],
};

/** A call as it was typed, with numbers and dates checked. */
export interface Arguments {
  readonly command: CommandName | 'help';
  readonly names: readonly string[];
  readonly url: string | null;
  readonly sources: string | null;
  readonly today: string | null;
  readonly timeoutMs: number;
  readonly json: boolean;
  readonly rows: number;
  readonly notes: boolean;
  readonly errorsOnly: boolean;
  readonly tables: readonly string[] | null;
  readonly id: string | null;
  readonly key: string | null;
  readonly n: number;
  readonly filters: readonly string[];
  readonly sort: string | null;
  readonly first: number;
}

/** @throws UsageError */
export function readArguments(argv: readonly string[]): Arguments {
  const { values, positionals, tokens } = parse(argv);
  const [command, ...names] = positionals;
  if (values.help || command === undefined) return { ...common(values), command: 'help', names };
  const known = COMMANDS.find((name) => name === command);
  if (!known) throw new UsageError(`There is no command ${command}; there are ${COMMANDS.join(', ')}`);
  for (const token of tokens) {
    const owner = token.kind === 'option' && COMMANDS.find((name) => OWN[name].includes(token.name));
    if (owner && owner !== known) throw new UsageError(`--${token.kind === 'option' ? token.name : ''} belongs to ${owner}`);
  }
  const most = { check: 1, draft: 0, sample: 2, explain: 2 }[known];
  if (names.length > most) throw new UsageError(`${known} takes no ${names[most] ?? ''}`);
  if ((known === 'sample' || known === 'explain') && names.length === 0)
    throw new UsageError(`${known} needs a row type, such as Invoice`);
  return { ...common(values), command: known, names };
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], allowPositionals: true, tokens: true, options: OPTIONS });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function common(values: ReturnType<typeof parse>['values']): Omit<Arguments, 'command' | 'names'> {
  if (values.today !== undefined && Number.isNaN(Date.parse(`${values.today}T00:00:00Z`)))
    throw new UsageError(`--today is a day such as 2026-06-30, not ${values.today}`);
  return {
    url: values.url ?? null,
    sources: values.sources ?? null,
    today: values.today ?? null,
    timeoutMs: wholeNumber('timeout', values.timeout) * 1000,
    json: values.json,
    rows: wholeNumber('rows', values.rows),
    notes: values.notes,
    errorsOnly: values['errors-only'],
    tables: values.tables === undefined ? null : values.tables.split(',').filter((name) => name !== ''),
    id: values.id ?? null,
    key: values.key ?? null,
    n: wholeNumber('n', values.n),
    filters: values.filter,
    sort: values.sort ?? null,
    first: wholeNumber('first', values.first),
  };
}

function wholeNumber(option: string, text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new UsageError(`--${option} is a whole number from 1, not ${text}`);
  return Number(text);
}
