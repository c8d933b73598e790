import { existsSync, readdirSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Config } from '../config';
import { CommandError } from '../store/command-store';
import { copyStore } from './copy-store';

const USAGE = `npm run backup -- --to DIR
  copies the owned stores that are files (DATA_DIR/owned) into a new folder, beside processes that run
--stores NAMES   only these, with commas: for a machine that has not all of them (customers,sales,gateway)`;

/** The gateway is the last: its trail then tells of everything that the other copies hold. */
const STORES = ['customers', 'sales', 'gateway'];
const FILE = 'file:';

/**
 * Copies all stores that are files, or none.
 * @returns what was copied, and what belongs to a backup and is not in it
 * @throws CommandError
 */
export async function backupCommand(
  args: readonly string[],
  config: Pick<Config, 'dataDir' | 'storeUrl' | 'auditKeyFile' | 'auditHeadsFile'>,
): Promise<string> {
  const { to, stores } = readArguments(args);
  if (existsSync(to)) throw new CommandError(`${to} is there already: name a folder that is not, for each backup a new one`);
  const urls = (stores ?? storesOf(config.dataDir)).map((name) => ({ name, url: config.storeUrl(name) }));
  const files = urls.flatMap(({ name, url }) => (url.startsWith(FILE) ? [{ name, file: url.slice(FILE.length) }] : []));
  const onServers = urls.filter(({ url }) => !url.startsWith(FILE)).map(({ name }) => name);
  if (files.length === 0)
    throw new CommandError(`No store is a file: ${onServers.join(', ')} are on a server, and docs/OPERATIONS.md has its backup`);
  for (const { name, file } of files)
    if (!existsSync(file))
      throw new CommandError(
        `There is no store ${name} in ${file}. DATA_DIR or DB_${name.toUpperCase().replaceAll('-', '_')}_URL says where it is; --stores leaves it out`,
      );
  await mkdir(dirname(to), { recursive: true });
  // Made aside: a backup that is there is whole. Readable by its owner alone.
  const draft = await mkdtemp(`${to}.`);
  try {
    const copied = [];
    for (const { name, file } of files) {
      const copy = join(draft, `${name}.db`);
      await copyStore(file, copy);
      copied.push(`${name}: ${file}, ${(await stat(copy)).size} bytes\n`);
    }
    await rename(draft, to);
    return (
      `${copied.join('')}${to} holds ${copied.length} stores.\n` +
      (onServers.length > 0 ? `Not in it, on a server: ${onServers.join(', ')}\n` : '') +
      `Not in it, and kept apart from it: ${config.auditKeyFile}, ${config.auditHeadsFile}\n`
    );
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    throw error;
  }
}

function storesOf(dataDir: string): readonly string[] {
  const folder = join(dataDir, 'owned');
  const there = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith('.db')) : [];
  return [...new Set([...there.map((file) => basename(file, '.db')).filter((name) => !STORES.includes(name)), ...STORES])];
}

function readArguments(args: readonly string[]): { readonly to: string; readonly stores: readonly string[] | null } {
  try {
    const { values } = parseArgs({ args: [...args], options: { to: { type: 'string' }, stores: { type: 'string' } } });
    if (values.to === undefined || values.to === '') throw new CommandError(USAGE);
    return { to: resolve(values.to), stores: values.stores?.split(',') ?? null };
  } catch (error) {
    if (error instanceof CommandError) throw error;
    throw new CommandError(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
  }
}
