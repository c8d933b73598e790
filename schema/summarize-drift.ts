const SHOWN_LINES = 6;

/** How a generated file differs from what the code says now, in a few lines for a person. */
export function summarizeDrift(path: string, onDisk: string | null, fromCode: string): string | null {
  if (onDisk === fromCode) return null;
  if (onDisk === null) return `${path} is missing`;
  const added = missingFrom(onDisk, fromCode);
  const removed = missingFrom(fromCode, onDisk);
  if (added.length + removed.length === 0) return `${path}: the same lines in another order`;
  const lines = [...removed.map((line) => `  - ${line}`), ...added.map((line) => `  + ${line}`)];
  const rest = lines.length - SHOWN_LINES;
  return [
    `${path}: ${added.length} lines more, ${removed.length} lines fewer in the code`,
    ...lines.slice(0, SHOWN_LINES),
    ...(rest > 0 ? [`  ... and ${rest} more`] : []),
  ].join('\n');
}

/** Lines of `text` that `other` has not, or has fewer times. */
function missingFrom(other: string, text: string): readonly string[] {
  const counts = new Map<string, number>();
  for (const line of other.split('\n')) counts.set(line, (counts.get(line) ?? 0) + 1);
  return text.split('\n').filter((line) => {
    const left = counts.get(line) ?? 0;
    counts.set(line, left - 1);
    return left <= 0;
  });
}
