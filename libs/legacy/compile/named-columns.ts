import type { Expression } from '../expression/ast';
import type { RowSetPrinter } from './row-set-printer';

/** Columns under the names by which a statement's rows are laid out: key, asked and selected ones. */
export function as(columns: readonly string[], prefix: 'k' | 'f' | 'c'): readonly string[] {
  return columns.map((column, index) => `${column} as _${prefix}${index}`);
}

export function askedNames(asked: { readonly columns: readonly Expression[] }): string {
  return asked.columns.map((_part, index) => `_f${index}`).join(', ');
}

export function notNull(printer: RowSetPrinter): readonly string[] {
  return printer.keyColumns().map((column) => `${column} is not null`);
}
