/** One thing to run again and again; gives the number of units (rows, customers) it handled. */
export type Run = () => Promise<number>;

/** Medians over all rounds, of the CPU this process spent. */
export interface Comparison {
  readonly units: number;
  readonly baseMicros: number;
  readonly micros: number;
  /** Median of the ratios of each round, not the ratio of the medians: a noisy round disturbs itself only. */
  readonly ratio: number;
}

/** CPU microseconds this process spends per unit. */
export async function cpuPerUnit(run: Run): Promise<{ readonly units: number; readonly micros: number }> {
  const before = process.cpuUsage();
  const units = await run();
  const { user, system } = process.cpuUsage(before);
  return { units, micros: (user + system) / Math.max(1, units) };
}

/** Runs both by turns, each first in every second round; the first two rounds only warm up. */
export async function interleave(base: Run, run: Run, rounds: number): Promise<Comparison> {
  const baseMicros: number[] = [];
  const micros: number[] = [];
  let units = 0;
  for (let round = -2; round < rounds; round += 1) {
    const inOrder = round % 2 === 0;
    const first = await cpuPerUnit(inOrder ? base : run);
    const second = await cpuPerUnit(inOrder ? run : base);
    if (round < 0) continue;
    const [ofBase, ofRun] = inOrder ? [first, second] : [second, first];
    baseMicros.push(ofBase.micros);
    micros.push(ofRun.micros);
    units = ofRun.units;
  }
  const ratios = micros.map((value, round) => value / (baseMicros[round] ?? value));
  return { units, baseMicros: median(baseMicros), micros: median(micros), ratio: median(ratios) };
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low = 0, high = low] = sorted.length % 2 === 0 ? sorted.slice(middle - 1, middle + 1) : sorted.slice(middle, middle + 1);
  return (low + high) / 2;
}
