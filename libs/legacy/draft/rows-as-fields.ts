import type { FieldSpec } from '../canonical/field';
import { specsOf } from '../mapping/build-field';
import { storedText } from '../codec/stored-text';
import { assignFields } from './assign-fields';
import { ruleOf, type TableChoice } from './choose-tables';
import type { ColumnProfile, TableProfile } from './column-profile';
import { draftField } from './draft-field';
import { columnText, open, proposed, type DraftLine } from './draft-line';
import { fieldsAsRows, type FieldRows, type KeptField } from './find-field-rows';
import { wordsOf } from './name-words';
import { valuesText } from './values-text';

export interface RowsAsFields {
  readonly links: readonly DraftLine[];
  readonly fields: readonly DraftLine[];
}

/** Fields that a system keeps as rows (an object, a field, a value): those a name tells are proposed, the others laid out to be named. */
export function draftRowsAsFields(
  choice: TableChoice,
  profiles: readonly TableProfile[],
  alias: string,
  known: readonly DraftLine[],
): RowsAsFields | null {
  const rows = fieldsAsRows(choice.profile, profiles);
  if (!rows) return null;
  const found = new Set(known.map(({ text }) => text.split(':')[0] ?? ''));
  const columns = rows.fields.map((kept) => columnOf(rows, kept));
  const rule = ruleOf(choice.type);
  const specs = Object.fromEntries(Object.entries(specsOf(choice.type)).filter(([name]) => !found.has(name)));
  const assigned = rule ? assignFields(profileOf(rows.values, columns), rule, specs) : [];
  const taken = new Set(assigned.flatMap((assignment) => assignment.columns));
  const fields = assigned.map((assignment) => {
    const told = {
      ...assignment,
      evidence: `CONFIRM ${assignment.columns.map((each) => titleOf(each, columns, rows)).join(', ')}`,
    };
    return draftField(told, alias, null);
  });
  const left = columns.flatMap((column, place) => {
    const kept = rows.fields[place];
    if (taken.has(column) || !kept) return [];
    const name = namedAs(kept, rule?.fields ?? {}, specs) ?? '?';
    return [open(`${name}: ${column.expression ?? ''}`, `CONFIRM ${titleOf(column, columns, rows)}; ${valuesText(column)}`)];
  });
  return { links: linksOf(rows, choice, alias), fields: [...fields, ...left] };
}

/** A field whose name fits while its values do not. */
function namedAs(
  { name }: KeptField,
  rules: Readonly<Record<string, { readonly names: RegExp }>>,
  specs: Readonly<Record<string, FieldSpec>>,
): string | null {
  const words = wordsOf(name);
  return Object.keys(rules).find((field) => field in specs && rules[field]?.names.test(words)) ?? null;
}

function titleOf(column: ColumnProfile, columns: readonly ColumnProfile[], { definitions, fields }: FieldRows): string {
  const kept = fields[columns.indexOf(column)];
  if (!kept) return '';
  return `field ${kept.id} of ${definitions.table.name}: '${kept.name}'${kept.title === kept.name ? '' : `, '${kept.title}'`}`;
}

function columnOf({ values, value, field }: FieldRows, { id, name }: KeptField): ColumnProfile {
  const place = (column: ColumnProfile): number => values.columns.indexOf(column);
  const counts = new Map<string, number>();
  for (const row of values.rows) {
    if (storedText(row[place(field)]) !== id) continue;
    const text = storedText(row[place(value)]);
    if (text !== null) counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  const filled = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const literal = field.column.kind === 'number' ? id : `'${id.replaceAll("'", "''")}'`;
  const when = `${columnText('fv', field.column.name)} = ${literal}`;
  return {
    column: { ...value.column, name, comment: '' },
    rows: values.rows.length,
    filled,
    values: counts,
    nulls: 0,
    expression: `max(case when ${when} then ${columnText('fv', value.column.name)} end)`,
  };
}

function profileOf(values: TableProfile, columns: readonly ColumnProfile[]): TableProfile {
  return { ...values, columns, table: { ...values.table, columns: columns.map(({ column }) => column) } };
}

function linksOf({ values, owner, entry }: FieldRows, { profile }: TableChoice, alias: string): readonly DraftLine[] {
  const [key = ''] = profile.table.primaryKey;
  const own = columnText(alias, key);
  const why = 'fields that are kept as rows';
  if (!entry) return [proposed(`fv: { all: ${values.table.name}, on: '${columnText('fv', owner.column.name)} = ${own}' }`, why)];
  const { table, column, object, kind } = entry;
  const where = kind ? `, where: "${columnText('fe', kind.column.column.name)} = '${kind.value}'"` : '';
  return [
    proposed(
      `fe: { all: ${table.table.name}, on: '${columnText('fe', object.column.name)} = ${own}'${where} }`,
      kind ? `CONFIRM which are of ${profile.table.name}: ${valuesText(kind.column)}` : why,
    ),
    proposed(
      `fv: { all: ${values.table.name}, on: '${columnText('fv', owner.column.name)} = ${columnText('fe', column)}' }`,
      why,
    ),
  ];
}
