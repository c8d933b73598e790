import type { ColumnProfile, TableProfile } from './column-profile';
import { keyOf } from './find-key';
import { wordsOf } from './name-words';

export interface Leading {
  /** Share of the values that are keys of the other table. */
  readonly share: number;
  readonly why: string;
  /** Its name says so, and not its values alone. */
  readonly isNamed: boolean;
}

const ALMOST_ALL = 0.9;
const FEWEST = 10;
const NOTHING: ReadonlySet<string> = new Set(['0', '-1']);

/**
 * How a column leads to the rows of another table: by a foreign key, or because its values are keys there and either its name says so or
 * there are too many of them for chance. Small numbers are keys of every table.
 */
export function leadsTo(from: TableProfile, column: ColumnProfile, to: TableProfile): Leading | null {
  const [key, ...others] = keyOf(to) ?? [];
  if (key === undefined || others.length > 0 || column.column.kind === 'date') return null;
  const isForeignKey = from.table.foreignKeys.some(
    ({ columns, table }) => table === to.table.name && columns.length === 1 && columns[0] === column.column.name,
  );
  if (isForeignKey) return { share: 1, why: `a foreign key to ${to.table.name}`, isNamed: true };
  const [own] = from.table.primaryKey;
  if (from === to || (from.table.primaryKey.length === 1 && own === column.column.name)) return null;
  const keys = to.columns.find((each) => each.column.name === key)?.values;
  const asked = [...column.values.keys()].filter((value) => !NOTHING.has(value));
  if (!keys || asked.length === 0) return null;
  const share = asked.filter((value) => keys.has(value)).length / asked.length;
  if (share < ALMOST_ALL) return null;
  const named = isNamedAfter(column, to, key);
  if (!named && (asked.length < FEWEST || looksLikeAFigure(column))) return null;
  const why = `${Math.round(share * 100)} % of its ${asked.length} values are keys of ${to.table.name}`;
  return { share: named ? share + 1 : share, why, isNamed: named };
}

/** The column is called as the key there, or as the table: `fk_soc` of `llx_societe`. */
function isNamedAfter({ column }: ColumnProfile, { table }: TableProfile, key: string): boolean {
  const name = column.name.toLowerCase();
  if (name === key.toLowerCase() && !/^(id|rowid|no|nr|code)$/i.test(key)) return true;
  const words = wordsOf(column.name).split('_');
  const thing = wordsOf(table.name).split('_').at(-1) ?? '';
  return words.includes(thing) || words.includes(thing.replace(/s$/, ''));
}

// A quantity of 1 to 9 is no key.
const looksLikeAFigure = ({ column }: ColumnProfile): boolean => /decimal|numeric|double|float|real/.test(column.type);
