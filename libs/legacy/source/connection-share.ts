import { SourceTimeoutError, SourceUnavailableError } from '#core/errors';
import { whenLate } from '#core/when-late';
import { AllInUseError, MAX_WAITING, WAIT_SHARE } from './driver-pool';

/** A part of the connections to a source: statements of one kind hold no more than these, and wait for each other. */
export class ConnectionShare {
  private used = 0;
  private readonly waiting = new Set<() => void>();

  constructor(
    private readonly source: string,
    private readonly most: number,
  ) {}

  /**
   * Runs work, with what is left of its time, when the share has a place.
   * @throws SourceTimeoutError when there was none in a part of the time, SourceUnavailableError when too many wait already
   */
  async run<T>(timeoutMs: number, work: (leftMs: number) => Promise<T>): Promise<T> {
    const ends = performance.now() + timeoutMs;
    await this.enter(timeoutMs);
    try {
      return await work(ends - performance.now());
    } finally {
      this.leave();
    }
  }

  private async enter(timeoutMs: number): Promise<void> {
    if (this.used < this.most) {
      this.used += 1;
      return;
    }
    if (this.waiting.size >= MAX_WAITING)
      throw new SourceUnavailableError(this.source, { cause: new AllInUseError(`${MAX_WAITING} statements wait for a share`) });
    await new Promise<void>((resolve, reject) => {
      const taken = (): void => {
        this.waiting.delete(taken);
        callOff();
        resolve();
      };
      const callOff = whenLate(timeoutMs * WAIT_SHARE, () => {
        this.waiting.delete(taken);
        reject(new SourceTimeoutError(this.source, { cause: new AllInUseError('no place in the share in time') }));
      });
      this.waiting.add(taken);
    });
  }

  /** The place goes to who waited longest. */
  private leave(): void {
    const [next] = this.waiting;
    if (next) next();
    else this.used -= 1;
  }
}
