import type { KeyObject } from 'node:crypto';
import { open, type FileHandle } from 'node:fs/promises';
import { systemErrorCode } from '#core/system-error';
import { isSigned, signedHeadOf, type SignedHead } from './chain-heads';

const PIECE = 1024 * 1024;
const NEW_LINE = 0x0a;

/** The end of a chain as it was noted last, and whether we signed it. */
export interface NotedHead extends SignedHead {
  readonly isOurs: boolean;
}

/** The last noted end of each chain. It reads what was added to the file since it was asked last. */
export class LatestHeads {
  private readonly last = new Map<string, SignedHead>();
  private read = 0;
  private work: Promise<void> = Promise.resolve();

  constructor(
    private readonly path: string,
    private readonly key: KeyObject,
  ) {}

  /** The noted ends of chains; a chain without one has none. */
  async of(chains: readonly string[]): Promise<ReadonlyMap<string, NotedHead>> {
    const reading = this.work.then(() => this.follow());
    // Whoever asks next looks again, also after a failure.
    this.work = reading.catch(() => undefined);
    await reading;
    const noted = chains.flatMap((chain) => this.last.get(chain) ?? []);
    return new Map(noted.map((head) => [head.chain, { ...head, isOurs: isSigned(head, this.key) }]));
  }

  private async follow(): Promise<void> {
    const file = await openIfThere(this.path);
    if (!file) return;
    try {
      const { size } = await file.stat();
      // A shorter file is another one.
      if (size < this.read) {
        this.read = 0;
        this.last.clear();
      }
      for (let text = await this.piece(file); text !== null; text = await this.piece(file)) {
        for (const line of text.split('\n')) {
          const head = signedHeadOf(line);
          if (head) this.last.set(head.chain, head);
        }
      }
    } finally {
      await file.close();
    }
  }

  /** The next whole lines; null: there are no more. */
  private async piece(file: FileHandle): Promise<string | null> {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(PIECE), 0, PIECE, this.read);
    const end = buffer.subarray(0, bytesRead).lastIndexOf(NEW_LINE);
    if (end < 0) return null;
    this.read += end + 1;
    return buffer.toString('utf8', 0, end);
  }
}

async function openIfThere(path: string): Promise<FileHandle | null> {
  try {
    return await open(path, 'r');
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return null;
    throw error;
  }
}
