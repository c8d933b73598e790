import type { Expression } from '../expression/ast';
import type { RowSet } from '../mapping/mapping';

/** A part of a row set that holds expressions over stored columns. */
export interface Place {
  /** From the row set's own entry of the file: `['fields', 'number']`. */
  readonly path: readonly (string | number)[];
  /** `Invoice.number` */
  readonly where: string;
  readonly line: number;
  readonly expressions: readonly Expression[];
}

/** Every expression of a row set, by the part of the file it stands in. */
export function placesOf(label: string, { line, alias, key, where, links, fields, derived, changes }: RowSet): readonly Place[] {
  const columns = (of: string, names: readonly string[]) =>
    names.map((name): Expression => ({ kind: 'column', alias: of, name }));
  return [
    { path: ['key'], where: `${label}.key`, line, expressions: columns(alias, key) },
    { path: ['where'], where: `${label}.where`, line, expressions: present(where) },
    ...[...links.values()].map((link) => ({
      path: ['with', link.alias],
      where: `${label}.with.${link.alias}`,
      line: link.line,
      expressions: [...present(link.on, link.where), ...link.order.map(({ by }) => by), ...columns(link.alias, link.key)],
    })),
    ...[...fields.values()].map((field) => ({
      path: ['fields', field.name],
      where: `${label}.${field.name}`,
      line: field.line,
      expressions: field.kind === 'constant' ? [] : [...field.from, ...present(field.kind === 'stored' ? field.currency : null)],
    })),
    ...[...derived.values()].map((field) => ({
      path: ['derive', field.name],
      where: `${label}.${field.name}`,
      line: field.line,
      expressions: [...field.narrow.values()],
    })),
    {
      path: ['changes'],
      where: `${label}.changes`,
      line,
      expressions: changes ? [...changes.by, ...changes.also.map(({ by }) => by)] : [],
    },
  ];
}

function present(...expressions: readonly (Expression | null)[]): readonly Expression[] {
  return expressions.filter((each) => each !== null);
}
