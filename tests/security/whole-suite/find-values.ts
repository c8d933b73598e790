/** Finds any of many values in texts, in one pass over each. */
export class ValueFinder {
  private readonly byStart = new Map<number, string[]>();

  /** @param values what is looked for, two characters or more each; a number counts only as a whole */
  constructor(values: Iterable<string>) {
    for (const value of values) {
      const start = startAt(value, 0);
      const others = this.byStart.get(start);
      if (others) others.push(value);
      else this.byStart.set(start, [value]);
    }
  }

  /** The values that a text holds. */
  in(text: string): ReadonlySet<string> {
    const found = new Set<string>();
    for (let at = 0; at < text.length - 1; at += 1)
      for (const value of this.byStart.get(startAt(text, at)) ?? [])
        if (text.startsWith(value, at) && isWhole(text, at, value)) found.add(value);
    return found;
  }
}

const startAt = (text: string, at: number): number => text.charCodeAt(at) * 0x10000 + text.charCodeAt(at + 1);

function isWhole(text: string, at: number, value: string): boolean {
  const isDigit = (index: number): boolean => /[\d.]/.test(text.charAt(index));
  return !/^\d+$/.test(value) || !(isDigit(at - 1) || isDigit(at + value.length));
}
