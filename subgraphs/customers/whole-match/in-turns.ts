/** Begun ahead of what is asked for, so that nobody waits for the next task. */
const AHEAD = 2;

/** Works on items, several at a time, and gives the results in the order of the items. After a failure no more are begun. */
export async function* inTurns<I, R>(items: Iterable<I>, atOnce: number, work: (item: I) => Promise<R>): AsyncGenerator<R> {
  const begun: Promise<R>[] = [];
  for (const item of items) {
    const one = work(item);
    // Whoever waits for it hears of its failure; until then it is nobody's.
    one.catch(() => undefined);
    begun.push(one);
    const first = begun.length >= atOnce * AHEAD ? begun.shift() : undefined;
    if (first) yield await first;
  }
  for (const one of begun) yield await one;
}
