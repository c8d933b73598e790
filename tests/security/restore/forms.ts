import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { Installation } from './installation';

/** A form in which the product keeps its stores. */
export interface Form {
  readonly name: string;
  readonly backup: string;
  readonly restore: string;
  /** What the commands need that are not there. */
  readonly missing: readonly string[];
  create(): Promise<Installation>;
  /** Takes away everything but the backups and what is kept elsewhere. */
  lose(installation: Installation): Promise<void>;
  /** Takes away the store of customers alone. */
  loseCustomers(installation: Installation): Promise<void>;
  end(): Promise<void>;
}

const missing = (...programs: readonly string[]): readonly string[] =>
  programs.filter((program) => spawnSync('which', [program]).status !== 0);
const loseFolder = ({ folder }: Installation): void => rmSync(join(folder, 'data'), { recursive: true });

const FILES: Form = {
  name: 'files',
  backup: 'Back up files',
  restore: 'Restore files',
  missing: missing('bash', 'openssl', 'sha256sum'),
  create: () => Promise.resolve(Installation.create()),
  lose: (installation) => Promise.resolve(loseFolder(installation)),
  loseCustomers: ({ environment }) => Promise.resolve(rmSync(join(environment.DATA_DIR ?? '', 'owned/customers.db'))),
  end: () => Promise.resolve(),
};

export const FORMS: readonly Form[] = [FILES];
