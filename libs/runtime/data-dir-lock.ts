import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { systemErrorCode } from '#core/system-error';

/** Another process uses the data folder. */
export class DataDirInUseError extends Error {}

/** The data folder cannot be made or written. */
export class DataDirUnusableError extends Error {}

interface Holder {
  readonly pid: number;
  readonly host: string;
}

const ADVICE = 'Stop it, or start with another folder: DATA_DIR=.data2 PORT=4001 npm start';

/**
 * Holds DATA_DIR for this process. A lock that a killed process left behind is taken over.
 * @param advice what a person does about another process that holds it
 * @returns the release
 * @throws DataDirInUseError naming the holder, DataDirUnusableError
 */
export function lockDataDir(dataDir: string, advice = ADVICE): () => void {
  const path = join(dataDir, 'lock');
  const draft = `${path}.${process.pid}`;
  try {
    mkdirSync(dataDir, { recursive: true });
    writeFileSync(draft, JSON.stringify({ pid: process.pid, host: hostname() } satisfies Holder));
  } catch (cause) {
    const code = systemErrorCode(cause);
    if (code === undefined || code === 'ENOSPC') throw cause;
    const message = `DATA_DIR ${dataDir} cannot be written (${code}). Name a folder that can: DATA_DIR=/path npm start`;
    throw new DataDirUnusableError(message, { cause });
  }
  try {
    // A link is made or refused as a whole, so two starts at once cannot both win.
    for (let attempt = 0; attempt < 2; attempt += 1) {
      try {
        linkSync(draft, path);
        return () => rmSync(path, { force: true });
      } catch (error) {
        if (systemErrorCode(error) !== 'EEXIST') throw error;
      }
      const holder = readHolder(path);
      if (holder && isAlive(holder)) {
        throw new DataDirInUseError(
          `${dataDir} is in use by process ${holder.pid} on ${holder.host}. ${advice}\n` +
            `If no such process runs any more, delete ${path}.`,
        );
      }
      removeStale(path, holder);
    }
    throw new DataDirInUseError(`${dataDir} is being taken by another start. Try again.`);
  } finally {
    rmSync(draft, { force: true });
  }
}

// Two starts may find the same stale lock: the second must not remove what the first has just put in its place.
function removeStale(path: string, stale: Holder | null): void {
  const aside = `${path}.stale.${process.pid}`;
  try {
    renameSync(path, aside);
    const taken = readHolder(aside);
    if (taken && taken.pid !== stale?.pid) linkSync(aside, path);
  } catch (error) {
    if (!['ENOENT', 'EEXIST'].includes(systemErrorCode(error) ?? '')) throw error;
  } finally {
    rmSync(aside, { force: true });
  }
}

function readHolder(path: string): Holder | null {
  try {
    const { pid, host } = JSON.parse(readFileSync(path, 'utf8')) as Partial<Holder>;
    return typeof pid === 'number' && typeof host === 'string' ? { pid, host } : null;
  } catch {
    return null;
  }
}

function isAlive({ pid, host }: Holder): boolean {
  // A process of another machine cannot be seen: believe its lock.
  if (host !== hostname()) return true;
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return systemErrorCode(error) === 'EPERM';
  }
}
