import type { ColumnProfile, TableProfile } from './column-profile';
import type { TableChoice } from './choose-tables';
import { columnText, flow, open, proposed, scalar, type DraftLine } from './draft-line';
import { keyOf } from './find-key';
import { wordsOf } from './name-words';

const MOSTLY = 0.5;
const SOME = 0.2;

/** What a reference is drafted from. */
export interface ReferenceCall {
  readonly field: string;
  readonly target: TableChoice;
  readonly from: TableProfile;
  readonly alias: string;
  readonly column: ColumnProfile;
  readonly score: number;
  readonly evidence: string;
}

/** A reference by key where the column's values are keys of the target, by number where they are numbers of it. */
export function draftReference(call: ReferenceCall): DraftLine {
  const { field, target, column, score, evidence } = call;
  const key = keyOf(target.profile);
  const last = key?.at(-1);
  const keyColumn = target.profile.columns.find((each) => each.column.name === last);
  const wrote = (text: string, why: string): DraftLine =>
    proposed(`${field}: ${text}`, `${score.toFixed(2)} ${why}, ${evidence}`);
  if (!key || !keyColumn)
    return open(
      `${field}: { ref: ${target.type}, from: ${columnText(call.alias, column.column.name)} }`,
      `${target.type} has no key here`,
    );
  const nothing = column.values.has('0') && !keyColumn.values.has('0');
  const nulls: readonly (readonly [string, string])[] = nothing ? [['nulls', "['0']"]] : [];
  const asked = new Map([...column.values].filter(([text]) => !(nothing && text === '0')));
  const inKey = included(asked, keyColumn);
  const found = `${percent(inKey)} of its values are keys of ${target.profile.table.name}`;
  const isForeignKey = call.from.table.foreignKeys.some(
    ({ columns, table }) => columns.includes(column.column.name) && table === target.profile.table.name,
  );
  if (inKey >= MOSTLY || isForeignKey || (asked.size === 0 && key.length === 1)) {
    const parts = keyParts(call, key);
    const why = isForeignKey ? 'foreign key' : asked.size === 0 ? 'by name only, no values' : found;
    if (parts) return wrote(flow([['ref', target.type], ['from', list(parts)], ...nulls]), why);
    return open(
      `${field}: ${flow([
        ['ref', target.type],
        ['from', `[${key.map((part) => `?${part}`).join(', ')}]`],
      ])}`,
      `${found}, but the other parts of the key (${key.slice(0, -1).join(', ')}) are not found here`,
    );
  }
  const byText = textColumn(target);
  const inText = byText ? included(asked, byText.column) : 0;
  if (byText && inText >= SOME) {
    const text = flow([
      ['ref', target.type],
      ['by', byText.field],
      ['from', scalar(columnText(call.alias, column.column.name))],
      ...nulls,
    ]);
    return wrote(text, `${percent(inText)} of its values are a ${byText.field} of ${target.type}`);
  }
  const text = flow([['ref', target.type], ['from', scalar(columnText(call.alias, column.column.name))], ...nulls]);
  return open(`${field}: ${text}`, `CONFIRM ${found}; ${evidence}`);
}

function list(parts: readonly string[]): string {
  return parts.length === 1 ? scalar(parts[0] ?? '') : `[${parts.map(scalar).join(', ')}]`;
}

/** The columns of this table that hold a composite key: of the same name, or of the same words beside the last one. */
function keyParts({ from, alias, column }: ReferenceCall, key: readonly string[]): readonly string[] | null {
  const parts = key.map((name, place) => {
    if (place === key.length - 1) return column.column.name;
    const same = from.columns.find((each) => each.column.name.toLowerCase() === name.toLowerCase());
    const prefix = wordsOf(column.column.name).split('_')[0] ?? '';
    const end = wordsOf(name).split('_').at(-1) ?? '';
    const alike = from.columns.find((each) => {
      const words = wordsOf(each.column.name).split('_');
      return each !== column && words.length > 1 && words[0] === prefix && words.at(-1) === end;
    });
    return (same ?? alike)?.column.name ?? null;
  });
  return parts.every((part) => part !== null) ? parts.map((part) => columnText(alias, part)) : null;
}

function textColumn({ assignments }: TableChoice): { readonly field: string; readonly column: ColumnProfile } | null {
  const number = assignments.find(({ field }) => field === 'number');
  const [column] = number?.columns ?? [];
  return column ? { field: 'number', column } : null;
}

/** Share of distinct values that the other column holds too, padding aside. */
function included(values: ReadonlyMap<string, number>, { values: known }: ColumnProfile): number {
  if (values.size === 0) return 0;
  return [...values.keys()].filter((text) => known.has(text)).length / values.size;
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
