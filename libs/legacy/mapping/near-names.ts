/** The names most like `name`, for "did you mean" in messages; best first, at most three. */
export function nearNames(name: string, known: Iterable<string>): readonly string[] {
  const limit = Math.max(2, Math.floor(name.length / 2));
  const wanted = name.toLowerCase();
  return [...known]
    .map((other) => ({ other, distance: distanceTo(wanted, other.toLowerCase()) }))
    .filter(({ distance }) => distance <= limit)
    .sort((a, b) => a.distance - b.distance || (a.other < b.other ? -1 : 1))
    .slice(0, 3)
    .map(({ other }) => other);
}

/** ` (near: a, b)`, or nothing when no name is like it. */
export function nearHint(name: string, known: Iterable<string>): string {
  const near = nearNames(name, known);
  return near.length > 0 ? ` (near: ${near.join(', ')})` : '';
}

function distanceTo(a: string, b: string): number {
  if (a.length > 3 && (b.includes(a) || a.includes(b))) return 1;
  let previous = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const replaced = (previous[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1);
      current.push(Math.min(replaced, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[b.length] ?? 0;
}
