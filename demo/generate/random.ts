const FNV_PRIME = 0x01000193;

function hash(text: string, offset: number): number {
  let value = offset;
  for (let index = 0; index < text.length; index += 1) value = Math.imul(value ^ text.charCodeAt(index), FNV_PRIME);
  value ^= value >>> 16;
  value = Math.imul(value, 0x85ebca6b);
  return (value ^ (value >>> 13)) >>> 0;
}

/**
 * The random numbers of one entity: a function of (seed, stream, ordinal) alone, so an entity is the same whatever else is
 * generated and however many. No draw may depend on the size of the run.
 */
export class Random {
  private a: number;
  private b: number;
  private c: number;
  private counter = 1;

  constructor(seed: number, stream: string, ordinal: number) {
    const name = `${seed}/${stream}/${ordinal}`;
    this.a = hash(name, 0x811c9dc5);
    this.b = hash(name, 0x9747b28c);
    this.c = hash(name, 0x2545f491);
    for (let round = 0; round < 8; round += 1) this.next();
  }

  /** Uniform in [0, 1): sfc32. */
  next(): number {
    const sum = (this.a + this.b + this.counter) | 0;
    this.counter = (this.counter + 1) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = ((this.c << 21) | (this.c >>> 11)) + sum;
    return (sum >>> 0) / 4294967296;
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  /** Whole number from `low` to `high`, both included. */
  int(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  pick<T>(items: readonly T[]): T {
    return itemAt(items, Math.floor(this.next() * items.length));
  }

  /** One of `[item, weight]`. */
  weighted<T>(items: readonly (readonly [T, number])[]): T {
    let rest = this.next() * items.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [item, weight] of items) {
      rest -= weight;
      if (rest < 0) return item;
    }
    return itemAt(items, items.length - 1)[0];
  }

  digits(count: number): string {
    let text = '';
    for (let index = 0; index < count; index += 1) text += this.int(0, 9);
    return text;
  }

  exponential(mean: number): number {
    return -mean * Math.log(1 - this.next());
  }

  normal(mean: number, deviation: number): number {
    const radius = Math.sqrt(-2 * Math.log(1 - this.next()));
    return mean + deviation * radius * Math.cos(2 * Math.PI * this.next());
  }

  lognormal(mean: number, deviation: number): number {
    return Math.exp(this.normal(mean, deviation));
  }

  /** Gamma with shape 2. */
  gamma2(scale: number): number {
    return this.exponential(scale) + this.exponential(scale);
  }

  poisson(mean: number): number {
    if (mean > 30) return Math.max(0, Math.round(this.normal(mean, Math.sqrt(mean))));
    const limit = Math.exp(-mean);
    let count = 0;
    for (let product = this.next(); product > limit; product *= this.next()) count += 1;
    return count;
  }

  pareto(alpha: number, minimum: number, cap: number): number {
    return Math.min(cap, minimum * Math.exp(-Math.log(1 - this.next()) / alpha));
  }
}

export function itemAt<T>(items: readonly T[], index: number): T {
  const item = items[index];
  if (item === undefined) throw new RangeError(`No item ${index} in a list of ${items.length}`);
  return item;
}
