import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { explainStart } from '#runtime/run-process';
import { placeOf } from '#runtime/store/place-of';
import { readConfig, type Config } from '../config';
import { CommandError } from '../store/command-store';
import { readAuditKey } from './audit-key';
import { openTrailStore, type TrailStore } from './audit-trail.store';
import { readHeads } from './chain-heads';
import { verifyTrail } from './verify-trail';

const USAGE = `Usage: npm run audit -- <command> [options]

  verify    compares every record with its hash and with the ends noted in AUDIT_HEADS_FILE; names what is altered or missing
  list      prints records as JSON, a line each, the latest last
    --actor SUB      of one caller, by the subject of the token
    --object ID      about one object of the graph: its id, or system|key of a source record
    --request ID     of one request
    --operation NAME of one operation, by its name
    --since TIME --until TIME    in ISO 8601
    --most N         how many (100)

The trail is in the store of the gateway: DB_GATEWAY_URL, or a file in DATA_DIR/owned. Reading it needs SELECT alone.
`;

async function run([command = '', ...argv]: readonly string[]): Promise<number> {
  if (command !== 'verify' && command !== 'list') {
    process.stderr.write(USAGE);
    return 2;
  }
  const config = readConfig();
  const url = config.storeUrl('gateway');
  if (url.startsWith('file:') && !existsSync(url.slice('file:'.length)))
    throw new CommandError(`There is no trail in ${placeOf(url)}. Name the store by DB_GATEWAY_URL, or its folder by DATA_DIR`);
  const store = await openTrailStore(url);
  try {
    return command === 'verify' ? await verify(store, config) : await list(store, config, argv);
  } finally {
    await store.close();
  }
}

async function verify(store: TrailStore, { auditKeyFile, auditHeadsFile }: Config): Promise<number> {
  const { publicKey } = await keyOf(auditKeyFile);
  const noted = await readHeads(auditHeadsFile, publicKey);
  const { chains, records, problems } = await verifyTrail(store, noted.heads);
  const all = [...noted.problems, ...problems];
  for (const problem of all) process.stdout.write(`${problem}\n`);
  process.stdout.write(`${records} records in ${chains} chains, ${noted.heads.length} noted ends: `);
  process.stdout.write(all.length === 0 ? 'everything is as it was written\n' : `${all.length} problems\n`);
  return all.length === 0 ? 0 : 1;
}

async function list(store: TrailStore, { auditKeyFile }: Config, argv: readonly string[]): Promise<number> {
  const text = { type: 'string' } as const;
  const options = {
    actor: text,
    object: text,
    request: text,
    operation: text,
    since: text,
    until: text,
    most: { ...text, default: '100' },
  };
  const { values } = parseArgs({ args: [...argv], options });
  if (!/^[1-9]\d{0,5}$/.test(values.most)) throw new CommandError(`--most takes a whole number from 1, not ${values.most}`);
  const question = {
    actor: values.actor,
    requestId: values.request,
    operation: values.operation,
    subject: values.object === undefined ? undefined : (await keyOf(auditKeyFile)).pseudonymOf(values.object),
    since: instantOf('--since', values.since),
    until: instantOf('--until', values.until),
  };
  const records = await store.questions().records(question, null, Number(values.most));
  for (const { content } of [...records].reverse()) process.stdout.write(`${content}\n`);
  return 0;
}

// A new key would know no name and no signature.
function keyOf(path: string): ReturnType<typeof readAuditKey> {
  if (!existsSync(path)) throw new CommandError(`There is no key of the trail in ${path}: name its place by AUDIT_KEY_FILE`);
  return readAuditKey(path);
}

function instantOf(option: string, text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const instant = new Date(text);
  if (Number.isNaN(instant.getTime())) throw new CommandError(`${option} takes a time like 2026-06-30T08:00:00Z, not ${text}`);
  return instant.toISOString();
}

run(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    const isOurs = error instanceof CommandError || (error instanceof TypeError && 'code' in error);
    process.stderr.write(`${isOurs ? error.message : explainStart(error)}\n`);
    process.exitCode = 1;
  },
);
