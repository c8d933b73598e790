import type { Clock } from '#core/breaker/circuit-breaker';

/** A clock that stands still until it is moved. */
export class ManualClock implements Clock {
  private time = 0;
  private readonly waiting = new Set<{ readonly at: number; readonly work: () => void }>();

  now(): number {
    return this.time;
  }

  after(ms: number, work: () => void): () => void {
    const entry = { at: this.time + ms, work };
    this.waiting.add(entry);
    return () => void this.waiting.delete(entry);
  }

  /** Runs what is due on the way, and lets it settle. */
  async advance(ms: number): Promise<void> {
    const end = this.time + ms;
    for (;;) {
      const [next] = [...this.waiting].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at);
      if (!next) break;
      this.waiting.delete(next);
      this.time = next.at;
      next.work();
      await new Promise((resolve) => setImmediate(resolve));
    }
    this.time = end;
    await new Promise((resolve) => setImmediate(resolve));
  }
}
