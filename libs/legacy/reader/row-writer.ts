import type { NullReason } from '#core/legacy-record';
import type { Row } from '../canonical/row';
import type { FieldOf, RowType } from '../canonical/row-types';
import { NoValue } from '../codec/no-value';
import type { CanonicalRow } from './canonical-row';
import type { RowShape } from './row-decoder';

/** What the rows of one shape have in common: a row without its values, and where those stand. */
interface Pattern {
  readonly blank: Readonly<Record<string, unknown>>;
  readonly slots: readonly (number | undefined)[];
}

/** Writes decoded rows as the rows that a caller gets: the fields of one call, and the reasons of those without a value. */
export class RowWriter<T extends RowType, F extends FieldOf<T>> {
  private readonly patterns = new Map<RowShape, Pattern>();

  constructor(private readonly fields: readonly F[]) {}

  write(row: CanonicalRow): Row<T, F> {
    const { fields } = this;
    const { blank, slots } = this.patternOf(row.shape);
    const values: Record<string, unknown> = { ...blank, key: row.key };
    let reasons: Record<string, NullReason> | null = null;
    for (let place = 0; place < fields.length; place += 1) {
      const field = fields[place];
      const content = row.contentAt(slots[place]);
      if (field === undefined || content === null) continue;
      if (content instanceof NoValue) (reasons ??= {})[field] = content;
      else values[field] = content;
    }
    if (reasons) values.reasons = reasons;
    return values as Row<T, F>;
  }

  private patternOf(shape: RowShape): Pattern {
    const known = this.patterns.get(shape);
    if (known) return known;
    const slots = this.fields.map((field) => shape.slotOf(field));
    const pattern = { blank: blankRow(shape.system, this.fields), slots };
    this.patterns.set(shape, pattern);
    return pattern;
  }
}

/**
 * A row of nulls. Objects that get more than a dozen fields one by one become hash tables in V8, three times as dear to copy and to
 * read; those of JSON.parse do not.
 */
function blankRow(system: string, fields: readonly string[]): Readonly<Record<string, unknown>> {
  const nulls = fields.map((field) => [field, null] as const);
  return JSON.parse(JSON.stringify({ system, key: '', ...Object.fromEntries(nulls) })) as Record<string, unknown>;
}
