import { columnsOf } from '#legacy/expression/walk-expression';
import { rowSetsOf } from '#legacy/check/row-set-context';
import type { Mapping, RowSet } from '#legacy/mapping/mapping';

/** How much of a mapping that a person wrote a draft proposes. */
export interface DraftScore {
  /** Fields of the hand-written mapping that are read from columns; helpers are not counted. */
  readonly fields: number;
  /** Of these, proposed from the same columns of the same tables. */
  readonly right: number;
  /** Proposed as a comment that a person must confirm, from the same columns. */
  readonly marked: number;
  /** Proposed from other columns. */
  readonly other: number;
  readonly rowSets: number;
  readonly rightTables: number;
  readonly missed: readonly string[];
}

export function scoreDraft(written: Mapping, draft: Mapping, draftText: string): DraftScore {
  const drafted = new Map(rowSetsOf(draft).map(({ label, rowSet }) => [label, rowSet]));
  const missed: string[] = [];
  const score = { fields: 0, right: 0, marked: 0, other: 0, rowSets: 0, rightTables: 0 };
  for (const { label, rowSet } of rowSetsOf(written)) {
    const other = drafted.get(label);
    score.rowSets += 1;
    const isSameTable = other?.tables.join() === rowSet.tables.join();
    if (isSameTable) score.rightTables += 1;
    else missed.push(`${label} <- ${rowSet.tables.join()} (draft: ${other?.tables.join() ?? 'nothing'})`);
    for (const name of rowSet.fields.keys()) {
      const columns = columnNames(rowSet, name);
      if (name.endsWith('Stored') || columns === '') continue;
      score.fields += 1;
      const proposed = other && isSameTable ? columnNames(other, name) : '';
      if (proposed === columns) score.right += 1;
      else if (proposed !== '') score.other += 1;
      else if (isMarked(draftText, label, name, columns)) score.marked += 1;
      if (proposed !== columns) missed.push(`${label}.${name} ${columns} (draft: ${proposed === '' ? 'nothing' : proposed})`);
    }
  }
  return { ...score, missed };
}

/** The draft holds the field as a comment in the part of its type, with the same columns. */
function isMarked(draftText: string, label: string, field: string, columns: string): boolean {
  const start = draftText.search(new RegExp(`^  (# *)?${label}:`, 'm'));
  const section = start < 0 ? '' : (draftText.slice(start).split(/\n\n/)[0] ?? '');
  const line = section.split('\n').find((each) => new RegExp(`^ *# +${field}: `).test(each));
  return line !== undefined && columns.split(',').every((column) => line.includes(column.split('.')[1] ?? column));
}

/** The columns a field is read from, by table, without currencies and literals. */
function columnNames({ fields, links, alias, tables }: RowSet, name: string): string {
  const field = fields.get(name);
  if (!field || field.kind === 'constant') return '';
  const columns = field.from.flatMap(columnsOf).map((column) => {
    const table = column.alias === alias ? tables[0] : links.get(column.alias ?? '')?.table;
    return `${table ?? ''}.${column.name}`;
  });
  return [...new Set(columns)].toSorted().join(',');
}
