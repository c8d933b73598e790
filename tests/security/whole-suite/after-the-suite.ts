import { spawnSync } from 'node:child_process';
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import stopServers from '../../../libs/testing/global-teardown';

/** Global teardown: looks for personal values in all that the processes of the run told, and fails the run when there are any. */
export default async function afterTheSuite(): Promise<void> {
  await stopServers();
  const folder = process.env.TEST_TOLD_FOLDER ?? '';
  try {
    if (readdirSync(folder).length === 0) return;
    const search = ['--conditions=source', '--import', 'tsx', join(__dirname, 'search-told.ts'), folder];
    const { status, stdout, stderr } = spawnSync(process.execPath, search, { encoding: 'utf8' });
    if (status !== 0) throw new Error(`Personal values where none may be:\n${stdout}${stderr}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
