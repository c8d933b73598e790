import { required, text, type FieldSpec } from './field';
import { FINANCE_ROWS } from './finance-rows';
import { HOTEL_ROWS } from './hotel-rows';
import { PARTY_ROWS } from './party-rows';
import { SALES_ROWS } from './sales-rows';
import { SERVICE_ROWS } from './service-rows';

/**
 * The canonical row types: the port between mapping files and subgraphs. A mapping fills them, a subgraph reads them.
 * A `code()` without values is an open code list (currencies: ISO 4217). Every row also has `system` and `key`.
 */
export const ROW_TYPES = {
  ...PARTY_ROWS,
  ...SALES_ROWS,
  ...FINANCE_ROWS,
  ...SERVICE_ROWS,
  ...HOTEL_ROWS,
  /** A code list entry: what a stored code means in the words of its source (preference codes, room types). */
  CodeName: { list: required(text), code: required(text), name: required(text) },
} as const satisfies Readonly<Record<string, Readonly<Record<string, FieldSpec>>>>;

export type RowType = keyof typeof ROW_TYPES;
export type FieldOf<T extends RowType> = keyof (typeof ROW_TYPES)[T] & string;
