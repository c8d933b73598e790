const SPAN_MS = 10_000;
const STEPS = 10;
const STEP_MS = SPAN_MS / STEPS;

interface Step {
  /** Number of the step since the clock began. */
  step: number;
  calls: number;
  marked: number;
}

/** Calls of the last ten seconds, and how many of them are marked: counted by the second, so that a busy source costs no memory. */
export class RecentCalls {
  private readonly steps: Step[] = Array.from({ length: STEPS }, () => ({ step: -1, calls: 0, marked: 0 }));

  constructor(private readonly now: () => number) {}

  add(mark: boolean): void {
    const step = Math.floor(this.now() / STEP_MS);
    const slot = this.steps[step % STEPS];
    if (!slot) return;
    if (slot.step !== step) Object.assign(slot, { step, calls: 0, marked: 0 });
    slot.calls += 1;
    if (mark) slot.marked += 1;
  }

  count(): { readonly calls: number; readonly marked: number } {
    const oldest = Math.floor(this.now() / STEP_MS) - STEPS;
    const recent = this.steps.filter(({ step }) => step > oldest);
    const sum = (of: 'calls' | 'marked'): number => recent.reduce((total, step) => total + step[of], 0);
    return { calls: sum('calls'), marked: sum('marked') };
  }

  forget(): void {
    for (const slot of this.steps) Object.assign(slot, { calls: 0, marked: 0 });
  }
}
