import type { Step, StepTarget } from '../../../demo/generate/output/step-target';
import { generateInto } from '../../../demo/generate/generate';
import { canariesOf } from '../canaries/canary';
import { SHOWN_TO_NOBODY, SOURCES_OF } from '../canaries/personal-columns';

/** Parties of the demo by seed, from the first on: what the suites load. Who leaks one person leaks one of these. */
const WORLDS = [
  { seed: 1, parties: 300 },
  { seed: 48, parties: 100 },
] as const;
/** Names of preferences are those of everybody, and short names of companies a part of the names of their contracts. */
const SAID_ELSEWHERE = ['CodeName.name in pms', 'Party.shortName'];
const DAY = /^\d{4}-?\d{2}-?\d{2}/;

/** Personal values of the demo by value, with the column each was first seen in; those that cannot be anything else. */
export function personalValues(): ReadonlyMap<string, string> {
  const fields = Object.values(SOURCES_OF).flatMap((sources) => (typeof sources === 'string' ? [] : sources));
  const personal = [...new Set([...fields, ...SHOWN_TO_NOBODY])].filter((field) => !SAID_ELSEWHERE.includes(field));
  const values = new Map<string, string>();
  const columns = new Set(canariesOf(personal).map(({ system, table, column }) => `${system} ${table}.${column}`));
  for (const world of WORLDS) generateInto(world, [new ValuesOf(columns, values)]);
  return values;
}

/** A name, an address, a text, a number long enough, or what is made of letters and digits. */
export function canBeToldApart(value: string): boolean {
  if (DAY.test(value)) return false;
  if (/[\u0250-\uffff]{2}/.test(value) || /.@./.test(value)) return true;
  const digits = value.replace(/[- ()+]/g, '');
  return /^\d+$/.test(digits) ? digits.length >= 11 : value.length >= 8 && /\d/.test(value) && /[A-Za-z]/.test(value);
}

class ValuesOf implements StepTarget {
  constructor(
    private readonly columns: ReadonlySet<string>,
    private readonly values: Map<string, string>,
  ) {}

  take({ data }: Step): void {
    for (const { system, definition, rows } of data.all())
      definition.columns.forEach(({ name }, position) => {
        const column = `${system} ${definition.name}.${name}`;
        if (this.columns.has(column)) for (const row of rows) this.add(column, row[position]);
      });
  }

  finish(): void {}
  abort(): void {}

  /** As it is stored, and as the graph may say it. */
  private add(column: string, cell: unknown): void {
    const stored = typeof cell === 'string' ? cell.trim() : String(cell ?? '');
    const forms = [stored, stored.normalize('NFKC'), /^[-\d ()+]+$/.test(stored) ? stored.replace(/[- ()+]/g, '') : stored];
    for (const form of forms) if (canBeToldApart(form) && !this.values.has(form)) this.values.set(form, column);
  }
}
