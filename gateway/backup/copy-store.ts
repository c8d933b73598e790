import { open } from 'node:fs/promises';
import Database from 'libsql';

/** How long a process that is opening or closing the file may keep it. */
const WAIT_MS = 10_000;

/**
 * Copies a store in a file as it is at this moment, beside processes that read and write it: what they have committed is in the copy, also
 * what only the write-ahead file holds yet. The copy is on the disk when it ends.
 * @throws Error when the file cannot be read, or the copy is not whole
 */
export async function copyStore(from: string, to: string): Promise<void> {
  const store = new Database(from, { readonly: true, fileMustExist: true });
  try {
    store.exec(`pragma busy_timeout = ${WAIT_MS}`);
    store.prepare('vacuum into ?').run(to);
  } finally {
    store.close();
  }
  const copy = new Database(to, { readonly: true, fileMustExist: true });
  try {
    const [found] = copy.prepare('pragma integrity_check').all() as readonly { readonly integrity_check: string }[];
    if (found?.integrity_check !== 'ok') throw new Error(`${from} is damaged: ${found?.integrity_check}`);
  } finally {
    copy.close();
  }
  const file = await open(to, 'r+');
  try {
    await file.chmod(0o600);
    await file.sync();
  } finally {
    await file.close();
  }
}
