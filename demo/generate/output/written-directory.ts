import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const UNFINISHED = '.writing';

/** A directory that is written aside and takes its name only when it is complete. */
export class WrittenDirectory {
  readonly aside: string;

  /** @throws when the directory holds something that is not one of `names`: it is not ours to replace */
  constructor(
    private readonly path: string,
    names: readonly string[],
  ) {
    this.aside = path + UNFINISHED;
    const foreign = existsSync(path) ? readdirSync(path).find((name) => !names.includes(name)) : undefined;
    if (foreign !== undefined)
      throw new Error(
        `${path} holds ${foreign}, which is not of the demo; name another directory with --out. Nothing was written`,
      );
    rmSync(this.aside, { recursive: true, force: true });
    mkdirSync(this.aside, { recursive: true });
  }

  subdirectory(name: string): string {
    const path = join(this.aside, name);
    mkdirSync(path, { recursive: true });
    return path;
  }

  finish(): void {
    rmSync(this.path, { recursive: true, force: true });
    renameSync(this.aside, this.path);
  }

  abort(): void {
    rmSync(this.aside, { recursive: true, force: true });
  }
}
