import { ERROR_CODES } from '#core/error-codes';
import type { NullReason } from '#core/legacy-record';
import type { Row } from '../canonical/row';
import type { FieldOf, RowType } from '../canonical/row-types';
import type { CanonicalValue, Decoded } from '../codec/codec';
import type { StoredRow } from '../database/legacy-database';
import type { DerivedField, MappedField, Mapping, RefField, RowSet } from '../definition/mapping';
import type { Expression } from '../expression/ast';
import { keyText, keyPart } from './row-key';

type Value = CanonicalValue | { readonly system: string; readonly type: string; readonly key: string };
type Read = (row: StoredRow) => { readonly value: Value } | { readonly reason: NullReason };

/** What to select for a list of fields, and how to make canonical rows of it. */
export class RowDecoder<T extends RowType> {
  /** Distinct expressions to select, as c0, c1, ... */
  readonly columns: Expression[] = [];
  private readonly positions = new Map<string, number>();
  private readonly readers: [string, Read][] = [];
  private readonly derived: [string, DerivedField][] = [];
  private readonly wanted: ReadonlySet<string>;

  constructor(
    private readonly mapping: Mapping,
    private readonly rowSet: RowSet,
    fields: readonly FieldOf<T>[],
    private readonly today: string,
  ) {
    this.wanted = new Set(fields);
    const done = new Set<string>();
    for (const field of fields) this.add(field, done);
  }

  decode(row: StoredRow): Row<T> {
    const values = new Map<string, Value>();
    const reasons = new Map<string, NullReason>();
    const keep = (name: string, result: ReturnType<Read>): void => {
      values.set(name, 'value' in result ? result.value : null);
      if ('reason' in result) reasons.set(name, result.reason);
    };
    for (const [name, read] of this.readers) keep(name, read(row));
    for (const [name, field] of this.derived) {
      const scope = {
        value: (input: string): CanonicalValue => (values.get(input) ?? null) as CanonicalValue,
        hasReason: (input: string): boolean => reasons.has(input),
        today: this.today,
      };
      keep(name, this.explained(name, field.derivation.run(scope)));
    }
    const result: Record<string, unknown> = { system: this.mapping.source.id, key: this.keyOf(row) };
    for (const name of this.wanted) result[name] = values.get(name) ?? null;
    const told = [...reasons].filter(([name]) => this.wanted.has(name));
    if (told.length > 0) result.reasons = Object.fromEntries(told);
    return result as unknown as Row<T>;
  }

  keyOf(row: StoredRow): string {
    return keyText(this.rowSet.key.map((_, i) => row[`k${i}`] ?? null)) ?? '';
  }

  private add(name: string, done: Set<string>): void {
    if (done.has(name)) return;
    done.add(name);
    const field = this.rowSet.fields.get(name);
    if (!field) {
      const detail = this.rowSet.cannot.get(name) ?? `${this.mapping.source.id} does not keep ${name} of ${this.rowSet.type}`;
      this.readers.push([name, () => ({ reason: { code: 'NOT_AVAILABLE', detail } })]);
    } else if (field.kind === 'derived') {
      for (const input of field.derivation.inputs) this.add(input, done);
      this.derived.push([name, field]);
    } else {
      this.readers.push([name, this.reader(name, field)]);
    }
  }

  private reader(name: string, field: Exclude<MappedField, DerivedField>): Read {
    if (field.kind === 'constant') return () => ({ value: field.value });
    const parts = field.parts.map((part) => this.select(part));
    if (field.kind === 'ref') return this.refReader(field, parts);
    const currency = field.currency && this.select(field.currency);
    return (row) => {
      const stored = parts.map((column) => row[column] ?? null);
      return this.explained(name, field.codec.decode(stored, currency === null ? null : (row[currency] ?? null)));
    };
  }

  private refReader({ targets, nulls, variants }: RefField, parts: readonly string[]): Read {
    const [target] = targets;
    const [variant = (text: string): string => text] = variants;
    if (!target) throw new Error('a reference without target');
    const system = target.system ?? this.mapping.source.id;
    return (row) => {
      const texts = parts.map((column) => keyPart(row[column] ?? null));
      const named = texts.map((text, i) =>
        text === null || nulls.includes(text) ? null : i === texts.length - 1 ? variant(text) : text,
      );
      const key = keyText(named);
      return { value: key === null ? null : { system, type: target.type, key } };
    };
  }

  private explained(name: string, decoded: Decoded): ReturnType<Read> {
    if ('value' in decoded) return decoded;
    const detail = `${ERROR_CODES[decoded.reason].text.replace(/\.$/, '')}: ${name} of ${this.rowSet.type} in ${this.mapping.source.id}`;
    return { reason: { code: decoded.reason, detail } };
  }

  private select(expression: Expression): string {
    const text = JSON.stringify(expression);
    const position = this.positions.get(text) ?? this.columns.push(expression) - 1;
    this.positions.set(text, position);
    return `c${position}`;
  }
}
