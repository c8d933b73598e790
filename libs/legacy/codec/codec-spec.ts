import type { FieldKind } from '../canonical/field';

/** What a mapping says about the stored form of one field. */
export interface CodecSpec {
  readonly kind: FieldKind;
  /** The `as:` text of the mapping; absent: the natural form of the kind. */
  readonly as?: string | undefined;
  /** Stored text -> canonical value; `(null)` stands for NULL, `*` for any other value, the target `null` for no value. */
  readonly codes?: Readonly<Record<string, string>> | undefined;
  /** Closed set of canonical codes; empty or absent: open. */
  readonly allowed?: readonly string[] | undefined;
  /** Stored texts that mean nothing. */
  readonly nulls?: readonly string[] | undefined;
  readonly clean?: readonly string[] | undefined;
  /** Company currency of the source, ISO 4217. */
  readonly currency: string;
  /** Stored currency code -> ISO 4217; absent: the stored code is one already. */
  readonly currencyCodes?: Readonly<Record<string, string>> | undefined;
  /** The amount is always in the company currency. */
  readonly constantCurrency?: boolean | undefined;
  readonly timezone: string;
  readonly nullDates?: readonly string[] | undefined;
}
