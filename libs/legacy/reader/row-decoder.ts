import { money } from '#core/money';
import type { FieldContent } from '../canonical/compare-values';
import type { FieldKind } from '../canonical/field';
import { NO_MORE, type CanonicalValue, type Decoded, type Stored } from '../codec/codec';
import { NO_VALUE, NoValue } from '../codec/no-value';
import { Selection } from '../compile/selection';
import { joinKey, keyPart, labelled } from '../compile/key-text';
import type { DeriveClock } from '../expression/evaluate';
import { specsOf } from '../mapping/build-field';
import { isHard, type DerivedField, type Mapping, type RefField, type RowSet, type StoredField } from '../mapping/mapping';
import { CanonicalRow, OpenRef, type SlotContent } from './canonical-row';

/** Where in a statement's row the parts stand. */
export interface RowLayout {
  readonly asked: number;
  readonly paged: boolean;
}

/** What the rows of a decoder have in common. */
export interface RowShape {
  readonly system: string;
  readonly keyLength: number;
  /** Refs by text, which are looked up after decoding, with their slots. */
  readonly openRefs: readonly { readonly field: RefField; readonly slot: number }[];
  slotOf(field: string): number | undefined;
}

type Cells = readonly Stored[];
/** Reads one field: from the cells of a statement's row, whose selection starts at `first`, or from the slots filled before. */
type Read = (cells: Cells, first: number, slots: readonly SlotContent[], clock: DeriveClock) => SlotContent;

/** Decodes rows of one row set to the fields that were asked for, plus what those are derived from. Holds nothing of a request. */
export class RowDecoder implements RowShape {
  readonly selection = new Selection();
  readonly openRefs: { field: RefField; slot: number }[] = [];
  private readonly reads: Read[] = [];
  private readonly places = new Map<string, number>();

  constructor(
    private readonly mapping: Mapping,
    private readonly rowSet: RowSet,
    fields: Iterable<string>,
  ) {
    for (const field of fields) this.add(field);
  }

  get system(): string {
    return this.mapping.source.id;
  }

  get keyLength(): number {
    return this.rowSet.key.length;
  }

  slotOf(field: string): number | undefined {
    return this.places.get(field);
  }

  /** The canonical row, or null when a part of its key is NULL. */
  decode(cells: Cells, { asked, paged }: RowLayout, clock: DeriveClock): CanonicalRow | null {
    const own = joinKey(cells, this.keyLength);
    if (own === null) return null;
    const key = labelled(this.rowSet.label, own);
    const end = this.keyLength + asked;
    const first = paged ? end + 2 : end;
    const { reads } = this;
    const slots = new Array<SlotContent>(reads.length);
    let filled = 0;
    for (const read of reads) slots[filled++] = read(cells, first, slots, clock);
    return paged
      ? new CanonicalRow(this, key, slots, cells, cells[end] ?? null, Number(cells[end + 1]))
      : new CanonicalRow(this, key, slots, cells, null, 0);
  }

  /** The canonical rows of a statement; rows without a key are left out. */
  decodeAll(rows: readonly Cells[], layout: RowLayout, clock: DeriveClock): readonly CanonicalRow[] {
    const decoded: CanonicalRow[] = [];
    for (const cells of rows) {
      const row = this.decode(cells, layout, clock);
      if (row) decoded.push(row);
    }
    return decoded;
  }

  /** The slot of a field; inputs of a derived field come before it. */
  private add(name: string): number {
    const known = this.places.get(name);
    if (known !== undefined) return known;
    const derived = this.rowSet.derived.get(name);
    const read = derived ? this.derivedRead(derived) : this.fieldRead(name);
    const slot = this.reads.push(read) - 1;
    this.places.set(name, slot);
    const field = derived ? undefined : this.rowSet.fields.get(name);
    if (field?.kind === 'ref' && !isHard(field)) this.openRefs.push({ field, slot });
    return slot;
  }

  private fieldRead(name: string): Read {
    const field = this.rowSet.fields.get(name);
    switch (field?.kind) {
      case undefined: {
        const why = this.rowSet.cannot.get(name);
        const missing = why === undefined ? NO_VALUE.NOT_AVAILABLE : new NoValue('NOT_AVAILABLE', why);
        return () => missing;
      }
      case 'constant': {
        const { value } = field;
        return () => value;
      }
      case 'stored':
        return this.storedRead(field);
      case 'ref':
        return this.refRead(field);
    }
  }

  private storedRead({ from, codec, currency }: StoredField): Read {
    const [place = 0, ...others] = from.map((part) => this.selection.add(part));
    const currencyPlace = currency ? this.selection.add(currency) : null;
    if (others.length > 0) {
      return (cells, first) =>
        codec.decode(
          cells[first + place] ?? null,
          null,
          others.map((other) => cells[first + other] ?? null),
        );
    }
    if (currencyPlace === null) return (cells, first) => codec.decode(cells[first + place] ?? null, null, NO_MORE);
    return (cells, first) => codec.decode(cells[first + place] ?? null, cells[first + currencyPlace] ?? null, NO_MORE);
  }

  private refRead(field: RefField): Read {
    const places = field.from.map((part) => this.selection.add(part));
    const { part } = field;
    const [target] = field.targets;
    if (!target) return () => null;
    const { system, type, label } = target;
    const textOf = (cells: Cells, place: number): string | null => {
      const decoded = part.decode(cells[place] ?? null, null, NO_MORE);
      return decoded === null || decoded instanceof NoValue ? null : String(decoded);
    };
    if (!isHard(field)) {
      return (cells, first) => {
        const parts = places.map((place) => textOf(cells, first + place));
        return parts.every((text) => text !== null) ? new OpenRef(parts) : null;
      };
    }
    return (cells, first) => {
      let key = label;
      for (const place of places) {
        const text = textOf(cells, first + place);
        if (text === null) return null;
        key = key === null ? keyPart(text) : `${key}|${keyPart(text)}`;
      }
      return { system, type, key: key ?? '' };
    };
  }

  private derivedRead({ name, derivation }: DerivedField): Read {
    const inputs = derivation.inputs.map((input) => this.add(input));
    const kind = specsOf(this.rowSet.type)[name]?.kind;
    return (_cells, _first, slots, clock) => {
      const values: Exclude<SlotContent, OpenRef>[] = [];
      for (const input of inputs) values.push(knownBefore(slots[input]));
      const decoded = derivation.run(values, clock);
      return decoded === null || decoded instanceof NoValue ? decoded : this.ofKind(kind, decoded, values);
    };
  }

  /** A number that a rule wrote out (`then 0`) is in the currency of the amounts the rule reads. */
  private ofKind(
    kind: FieldKind | undefined,
    value: NonNullable<CanonicalValue>,
    inputs: readonly (Decoded | FieldContent)[],
  ): CanonicalValue {
    if (kind === 'money' && typeof value === 'string') {
      const read = inputs.find((input) => isMoney(input));
      return money(value, isMoney(read) ? read.currency : this.mapping.source.currency);
    }
    if (kind === 'int') return Number(value);
    return kind === 'decimal' && isMoney(value) ? value.amount : value;
  }
}

// Rules are computed before references by text are looked up.
function knownBefore(content: SlotContent | undefined): Exclude<SlotContent, OpenRef> {
  return content === undefined || content instanceof OpenRef ? null : content;
}

function isMoney(value: SlotContent | undefined): value is { amount: string; currency: string } {
  return typeof value === 'object' && value !== null && 'amount' in value && 'currency' in value;
}
