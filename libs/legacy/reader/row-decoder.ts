import { money } from '#core/money';
import type { NullReason } from '#core/legacy-record';
import type { ReasonCode } from '#core/error-codes';
import type { CanonicalValue, Decoded, Stored } from '../codec/codec';
import { Selection } from '../compile/selection';
import { joinKey } from '../compile/key-text';
import { specsOf } from '../mapping/build-field';
import { isHard, type DerivedField, type Mapping, type RefField, type RowSet, type StoredField } from '../mapping/mapping';
import { isRowRef, type CanonicalRow, type FieldContent } from './canonical-row';

const DETAILS: Readonly<Record<ReasonCode, string>> = {
  NOT_AVAILABLE: 'the source does not keep this',
  UNKNOWN_CODE: 'the mapping does not translate the stored code',
  UNKNOWN_CURRENCY: 'the mapping does not translate the stored currency',
  BAD_DATE: 'the stored date does not exist',
  BAD_NUMBER: 'the stored value is not a number',
  CANNOT_DERIVE: 'a value it is computed from is unknown, or its rule does not apply',
  NOT_FOUND: 'the source refers to a row that does not exist',
};

/** Where in a statement's row the parts stand. */
export interface RowLayout {
  readonly asked: number;
  readonly paged: boolean;
}

type Target = Pick<CanonicalRow, 'values' | 'reasons'>;
type Step = (cells: readonly Stored[], row: Target, lookups: { field: RefField; parts: readonly string[] }[]) => void;

/** Decodes rows of one row set to the fields that were asked for, plus what those are derived from. */
export class RowDecoder {
  readonly selection = new Selection();
  private readonly steps: Step[] = [];
  private readonly known = new Set<string>();

  constructor(
    private readonly mapping: Mapping,
    private readonly rowSet: RowSet,
    fields: Iterable<string>,
    private readonly today: string,
  ) {
    for (const field of fields) this.add(field);
  }

  /** The canonical row, or null when a part of its key is NULL. */
  decode(cells: readonly Stored[], { asked, paged }: RowLayout): CanonicalRow | null {
    const keyCells = cells.slice(0, this.rowSet.key.length);
    const key = joinKey(keyCells);
    if (key === null) return null;
    const first = keyCells.length + asked;
    const row: Target = { values: new Map(), reasons: new Map() };
    const lookups: { field: RefField; parts: readonly string[] }[] = [];
    const selected = cells.slice(paged ? first + 2 : first);
    for (const step of this.steps) step(selected, row, lookups);
    return {
      system: this.mapping.source.id,
      key,
      keyParts: keyCells.map(String),
      asked: asked > 0 ? joinKey(cells.slice(keyCells.length, first)) : null,
      sort: paged ? (cells[first] ?? null) : null,
      place: paged ? Number(cells[first + 1]) : 0,
      lookups,
      ...row,
    };
  }

  private add(name: string): void {
    if (this.known.has(name)) return;
    this.known.add(name);
    const derived = this.rowSet.derived.get(name);
    const field = this.rowSet.fields.get(name);
    if (derived) this.steps.push(this.deriveStep(derived));
    else if (!field) this.steps.push(this.missingStep(name));
    else if (field.kind === 'constant') this.steps.push((_cells, row) => row.values.set(name, field.value));
    else this.steps.push(field.kind === 'ref' ? this.refStep(field) : this.storedStep(field));
  }

  private storedStep({ name, from, codec, currency }: StoredField): Step {
    const places = from.map((part) => this.selection.add(part));
    const currencyPlace = currency ? this.selection.add(currency) : null;
    return (cells, row) => {
      const stored = places.map((place) => cells[place] ?? null);
      const decoded = currencyPlace === null ? codec.decode(stored) : codec.decode(stored, cells[currencyPlace] ?? null);
      this.put(row, name, decoded);
    };
  }

  private refStep(field: RefField): Step {
    const places = field.from.map((part) => this.selection.add(part));
    const [target] = field.targets;
    const hard = isHard(field);
    return (cells, row, lookups) => {
      const parts = places.map((place) => field.part.decode([cells[place] ?? null]));
      const texts = parts.flatMap((part) => ('value' in part && part.value !== null ? [String(part.value)] : []));
      row.values.set(field.name, null);
      if (texts.length < parts.length || !target) return;
      if (!hard) lookups.push({ field, parts: texts });
      else row.values.set(field.name, { system: target.system, type: target.type, key: joinKey(texts) ?? '' });
    };
  }

  private deriveStep({ name, derivation }: DerivedField): Step {
    for (const input of derivation.inputs) this.add(input);
    const kind = specsOf(this.rowSet.type)[name]?.kind;
    return (_cells, row) => {
      const decoded = derivation.run({
        value: (input) => plain(row.values.get(input)),
        hasReason: (input) => row.reasons.has(input),
        today: this.today,
      });
      const inputs = derivation.inputs.map((input) => row.values.get(input) ?? null);
      this.put(row, name, 'value' in decoded ? { value: this.ofKind(kind, decoded.value, inputs) } : decoded);
    };
  }

  /** A number that a rule wrote out (`then 0`) is in the currency of the amounts the rule reads. */
  private ofKind(kind: string | undefined, value: CanonicalValue, inputs: readonly FieldContent[]): CanonicalValue {
    if (value === null) return null;
    if (kind === 'money' && typeof value === 'string') {
      const read = inputs.find((input) => isMoney(input));
      return money(value, isMoney(read) ? read.currency : this.mapping.source.currency);
    }
    if (kind === 'int') return Number(value);
    return kind === 'decimal' && isMoney(value) ? value.amount : value;
  }

  private missingStep(name: string): Step {
    const text = this.rowSet.cannot.get(name) ?? DETAILS.NOT_AVAILABLE;
    return (_cells, row) => {
      row.values.set(name, null);
      row.reasons.set(name, { code: 'NOT_AVAILABLE', detail: text });
    };
  }

  private put(row: Target, name: string, decoded: Decoded): void {
    row.values.set(name, 'value' in decoded ? decoded.value : null);
    if ('reason' in decoded) row.reasons.set(name, reasonOf(decoded.reason));
  }
}

export function reasonOf(code: ReasonCode): NullReason {
  return { code, detail: DETAILS[code] };
}

function plain(value: FieldContent | undefined): CanonicalValue {
  if (value === undefined) return null;
  return isRowRef(value) ? value.key : value;
}

function isMoney(value: FieldContent | undefined): value is { amount: string; currency: string } {
  return typeof value === 'object' && value !== null && 'amount' in value && 'currency' in value;
}
