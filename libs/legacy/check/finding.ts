/**
 * `error`: the mapping gives wrong answers or none. `warning`: true and worth a look, but what is answered is right. `note`: a fact
 * to compare with what one knows of the system.
 */
export type Severity = 'error' | 'warning' | 'note';

export interface Finding {
  readonly severity: Severity;
  /** Which kind of mistake, for machines: `unmapped-code`. */
  readonly code: string;
  readonly file: string;
  readonly line: number;
  /** Which part of the mapping: `Invoice.number`. */
  readonly where: string;
  /** What is wrong, with the value, and what to do. */
  readonly message: string;
}

/** What the check found in one row set. */
export interface RowSetReport {
  readonly label: string;
  readonly tables: readonly string[];
  /** Rows of the tables; null when they could not be counted. */
  readonly rows: number | null;
  /** Rows that were decoded; fewer than `rows` when the table was sampled. */
  readonly decoded: number;
  readonly findings: readonly Finding[];
}

export interface CheckReport {
  readonly source: string;
  readonly file: string;
  readonly rowSets: readonly RowSetReport[];
}

export function countOf(report: CheckReport, severity: Severity): number {
  return report.rowSets.flatMap(({ findings }) => findings).filter((finding) => finding.severity === severity).length;
}

const SHOWN_VALUES = 8;

/** `'A' (12), 'B' (3) and 4 more`, most frequent first. */
export function valueList(counts: ReadonlyMap<string, number>): string {
  const sorted = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  const shown = sorted.slice(0, SHOWN_VALUES).map(([value, count]) => `'${shortened(value)}' (${count})`);
  return `${shown.join(', ')}${sorted.length > SHOWN_VALUES ? ` and ${sorted.length - SHOWN_VALUES} more` : ''}`;
}

const SHOWN_CHARACTERS = 30;

export function shortened(text: string): string {
  const flat = text.replace(/\s+/gu, ' ');
  return flat.length > SHOWN_CHARACTERS ? `${flat.slice(0, SHOWN_CHARACTERS)}…` : flat;
}

/** `12 %`, `99.7 %`; never 0 or 100 for what is not all. */
export function percent(part: number, whole: number): string {
  if (whole === 0 || part === 0) return '0 %';
  if (part === whole) return '100 %';
  const share = Math.min(99.9, Math.max(0.1, (100 * part) / whole));
  return `${share >= 10 && share <= 90 ? share.toFixed(0) : share.toFixed(1)} %`;
}

export function counted(count: number, singular: string, plural = `${singular}s`): string {
  return `${count} ${count === 1 ? singular : plural}`;
}
