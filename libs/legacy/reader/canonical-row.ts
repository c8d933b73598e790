import type { SourceKey } from '#core/source-key';
import type { FieldContent } from '../canonical/compare-values';
import type { Stored } from '../codec/codec';
import { NoValue } from '../codec/no-value';
import type { RowShape } from './row-decoder';

/** A ref by text before it is looked up: its parts as stored and cleaned. */
export class OpenRef {
  constructor(readonly parts: readonly string[]) {}
}

export type SlotContent = FieldContent | NoValue | OpenRef;

/**
 * A decoded row on its way to the caller. Its values stand in slots, one per field in the order of its shape: a row of a page costs one
 * list and one object, whatever its fields are called.
 */
export class CanonicalRow {
  /** The parent the row belongs to, once it is known. */
  asked: SourceKey | null = null;

  constructor(
    readonly shape: RowShape,
    readonly key: string,
    readonly slots: SlotContent[],
    private readonly cells: readonly Stored[],
    /** Sort value of a page: as stored, or as decoded where SQL cannot order. */
    public sort: Stored,
    /** Place among the rows of its asked tuple, from 1. */
    readonly place: number,
  ) {}

  get system(): string {
    return this.shape.system;
  }

  get keyParts(): readonly string[] {
    return this.cells.slice(0, this.shape.keyLength).map(String);
  }

  /** The value of a field that was read, or why there is none; null too for a ref that was not looked up. */
  contentOf(field: string): FieldContent | NoValue {
    return this.contentAt(this.shape.slotOf(field));
  }

  /** The same by the slot of the field; undefined: it was not read. */
  contentAt(slot: number | undefined): FieldContent | NoValue {
    const content = slot === undefined ? null : (this.slots[slot] ?? null);
    return content instanceof OpenRef ? null : content;
  }

  /** The value of a field that was read; null for what has none. */
  valueOf(field: string): FieldContent {
    const content = this.contentOf(field);
    return content instanceof NoValue ? null : content;
  }
}
