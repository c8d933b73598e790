import { createHash } from 'node:crypto';
import { closeSync, openSync, writeSync } from 'node:fs';

/** What is known of a file in the manifest. */
export interface FileDigest {
  readonly rows: number;
  readonly sha256: string;
}

const BUFFERED_CHARACTERS = 16 * 1024;

/** Lines of text on their way into a file, hashed as they pass; without a path they are hashed only. */
export class TextFile {
  private readonly hash = createHash('sha256');
  private file: number | null;
  private lines: string[] = [];
  private buffered = 0;
  private rows = 0;

  constructor(path: string | null) {
    this.file = path === null ? null : openSync(path, 'w');
  }

  /** Appends one line; `line` ends with its line break. */
  append(line: string): void {
    this.rows += 1;
    this.lines.push(line);
    this.buffered += line.length;
    if (this.buffered > BUFFERED_CHARACTERS) this.flush();
  }

  finish(): FileDigest {
    this.flush();
    this.close();
    return { rows: this.rows, sha256: this.hash.digest('hex') };
  }

  close(): void {
    const file = this.file;
    this.file = null;
    if (file !== null) closeSync(file);
  }

  private flush(): void {
    const bytes = Buffer.from(this.lines.join(''));
    this.lines = [];
    this.buffered = 0;
    this.hash.update(bytes);
    if (this.file === null) return;
    for (let written = 0; written < bytes.length;) written += writeSync(this.file, bytes, written);
  }
}
