import type { ColumnProfile } from './column-profile';

/** Stored values with their counts, most frequent first. */
export function valuesText({ values, filled, rows }: ColumnProfile, most = 12): string {
  const sorted = [...values].toSorted((a, b) => b[1] - a[1]);
  const shown = sorted.slice(0, most).map(([value, count]) => `'${value.slice(0, 20)}' (${count})`);
  const empty = rows - filled > 0 ? [`empty (${rows - filled})`] : [];
  return [...shown, ...(sorted.length > most ? [`${sorted.length - most} more`] : []), ...empty].join(', ');
}
