import { ask, cutOff, type MysqlConnection } from './mysql-connection';

const ANSWER_MS = 1000;

/**
 * A server goes on with a statement whose client has left. A connection aside stops it, one for all that are to be stopped at a moment;
 * where none gets through the limit of the session ends the statement.
 */
export class StatementStopper {
  private readonly threads = new Set<number>();
  private working: Promise<void> | null = null;

  constructor(private readonly connect: () => Promise<MysqlConnection>) {}

  stop(thread: number): void {
    this.threads.add(thread);
    this.working ??= this.work().finally(() => {
      this.working = null;
    });
  }

  /** Resolves when nothing is under way. */
  async idle(): Promise<void> {
    await this.working;
  }

  private async work(): Promise<void> {
    try {
      const aside = await this.connect();
      try {
        for (const thread of this.threads) {
          this.threads.delete(thread);
          await ask(aside, `kill query ${Number(thread)}`, ANSWER_MS).catch(unknownThread);
        }
      } finally {
        cutOff(aside);
      }
    } catch {
      // Nobody waits for this: the caller had its SOURCE_TIMEOUT.
      this.threads.clear();
    }
  }
}

/** A statement that has ended by itself needs no stop. */
function unknownThread(error: unknown): void {
  if (!(error instanceof Error && 'errno' in error && error.errno === 1094)) throw error;
}
