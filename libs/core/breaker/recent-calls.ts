const STEPS = 10;

interface Step {
  /** Number of the step since the clock began. */
  step: number;
  calls: number;
  marked: number;
}

/** Calls of the last seconds, and how many of them are marked: counted in ten steps, so that a busy source costs no memory. */
export class RecentCalls {
  private readonly steps: Step[] = Array.from({ length: STEPS }, () => ({ step: -1, calls: 0, marked: 0 }));

  private readonly stepMs: number;

  constructor(
    private readonly now: () => number,
    spanMs = 10_000,
  ) {
    this.stepMs = spanMs / STEPS;
  }

  add(mark: boolean): void {
    const step = Math.floor(this.now() / this.stepMs);
    const slot = this.steps[step % STEPS];
    if (!slot) return;
    if (slot.step !== step) Object.assign(slot, { step, calls: 0, marked: 0 });
    slot.calls += 1;
    if (mark) slot.marked += 1;
  }

  count(): { readonly calls: number; readonly marked: number } {
    const oldest = Math.floor(this.now() / this.stepMs) - STEPS;
    const recent = this.steps.filter(({ step }) => step > oldest);
    const sum = (of: 'calls' | 'marked'): number => recent.reduce((total, step) => total + step[of], 0);
    return { calls: sum('calls'), marked: sum('marked') };
  }

  forget(): void {
    for (const slot of this.steps) Object.assign(slot, { calls: 0, marked: 0 });
  }
}
