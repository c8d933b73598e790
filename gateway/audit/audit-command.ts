import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { explainStart } from '#runtime/run-process';
import { placeOf } from '#runtime/store/place-of';
import { readConfig, type Config } from '../config';
import { DEED_OPTIONS, deedOf } from '../callers/command/who-did-it';
import { CommandError } from '../store/command-store';
import { readAuditKey } from './audit-key';
import { openTrailStore, type TrailStore } from './audit-trail.store';
import { noteRestore, readHeads } from './chain-heads';
import { verifyTrail } from './verify-trail';

const USAGE = `Usage: npm run audit -- <command> [options]

  verify    compares every record with its hash and with the ends noted in AUDIT_HEADS_FILE; names what is altered or missing
  restored  says, signed, in AUDIT_HEADS_FILE that the ends which verify finds missing were lost in a restore from a backup
    --reason TEXT    why it was restored, and from when the backup is
    --by NAME        who says so (the user of this machine)
  list      prints records as JSON, a line each, the latest last
    --actor SUB      of one caller, by the subject of the token
    --object ID      about one object of the graph: its id, or system|key of a source record
    --request ID     of one request
    --operation NAME of one operation, by its name
    --since TIME --until TIME    in ISO 8601
    --most N         how many (100)

The trail is in the store of the gateway: DB_GATEWAY_URL, or a file in DATA_DIR/owned. Reading it needs SELECT alone.
`;

const COMMANDS = { verify, restored, list };
const isCommand = (text: string): text is keyof typeof COMMANDS => Object.hasOwn(COMMANDS, text);

async function run([command = '', ...argv]: readonly string[]): Promise<number> {
  if (!isCommand(command)) {
    process.stderr.write(USAGE);
    return 2;
  }
  const config = readConfig();
  const url = config.storeUrl('gateway');
  if (url.startsWith('file:') && !existsSync(url.slice('file:'.length)))
    throw new CommandError(`There is no trail in ${placeOf(url)}. Name the store by DB_GATEWAY_URL, or its folder by DATA_DIR`);
  const store = await openTrailStore(url);
  try {
    return await COMMANDS[command](store, config, argv);
  } finally {
    await store.close();
  }
}

async function verify(store: TrailStore, { auditKeyFile, auditHeadsFile }: Config): Promise<number> {
  const { publicKey } = await keyOf(auditKeyFile);
  const noted = await readHeads(auditHeadsFile, publicKey);
  const { chains, records, problems, stated } = await verifyTrail(store, noted);
  const all = [...noted.problems, ...problems];
  for (const line of [...stated, ...all]) process.stdout.write(`${line}\n`);
  process.stdout.write(`${records} records in ${chains} chains, ${noted.heads.length} noted ends: `);
  const well = stated.length === 0 ? 'everything is as it was written' : 'everything else is as it was written';
  process.stdout.write(all.length === 0 ? `${well}\n` : `${all.length} problems\n`);
  return all.length === 0 ? 0 : 1;
}

async function restored(store: TrailStore, { auditKeyFile, auditHeadsFile }: Config, argv: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...argv], options: DEED_OPTIONS });
  const { actor: by, reason } = deedOf(values);
  if (reason === null || reason.trim() === '')
    throw new CommandError('--reason: why it was restored, and from when the backup is');
  const key = await keyOf(auditKeyFile);
  const noted = await readHeads(auditHeadsFile, key.publicKey);
  const { problems, lost } = await verifyTrail(store, noted);
  // Each lost end is a problem as well.
  if (noted.problems.length > 0 || problems.length > lost.length)
    throw new CommandError(
      'Nothing is said: verify finds more than missing ends, and a restore from a backup does not explain that',
    );
  if (lost.length === 0) {
    process.stdout.write('No end is missing: there is nothing to say\n');
    return 0;
  }
  const at = new Date().toISOString();
  await noteRestore(
    auditHeadsFile,
    lost.map((end) => ({ ...end, at, by, reason })),
    key.privateKey,
  );
  process.stdout.write(`Said of ${lost.length} chains\n`);
  return 0;
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
