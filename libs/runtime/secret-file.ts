import { randomUUID } from 'node:crypto';
import { link, mkdir, open, readFile, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { systemErrorCode } from '#core/system-error';

/** The text of a file that only its owner reads; the first process that asks for it makes it. */
export async function readOrCreateSecret(path: string, create: () => Promise<string>): Promise<string> {
  for (;;) {
    try {
      return await readFile(path, 'utf8');
    } catch (error) {
      if (systemErrorCode(error) !== 'ENOENT') throw error;
    }
    await put(path, await create());
  }
}

// Written aside and linked: two first starts at once agree on one text, and no reader sees half of it.
async function put(path: string, text: string): Promise<void> {
  const draft = `${path}.${randomUUID()}`;
  await mkdir(dirname(path), { recursive: true });
  const file = await open(draft, 'w', 0o600);
  await file.writeFile(text);
  await file.close();
  await link(draft, path).catch((error: unknown) => {
    if (systemErrorCode(error) !== 'EEXIST') throw error;
  });
  await unlink(draft);
}
