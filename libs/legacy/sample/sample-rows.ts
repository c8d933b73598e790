import { withoutHoles } from '../compile/statement';
import type { Stored } from '../codec/codec';
import { NoValue } from '../codec/no-value';
import { splitKey } from '../compile/key-text';
import { ReadStatements } from '../compile/read-statements';
import type { Expression } from '../expression/ast';
import { expressionText } from '../expression/expression-text';
import { isAggregate } from '../expression/functions';
import { partsOf } from '../expression/walk-expression';
import type { Probe } from '../introspection/probe';
import { specsOf } from '../mapping/build-field';
import { isPersonal, type Field, type Mapping, type RowSet } from '../mapping/mapping';
import { isRowRef, type FieldContent } from '../canonical/compare-values';
import type { CanonicalRow } from '../reader/canonical-row';
import { lookUpRefs } from '../reader/look-up-refs';
import { RowDecoder } from '../reader/row-decoder';
import { unionTextsOf } from '../reader/one-order';
import type { SourceReader } from '../reader/source-reader';

/** One field of a canonical row beside the stored values it was read from. */
export interface SampledField {
  readonly name: string;
  readonly value: FieldContent;
  /** Why it is null, when there is a reason. */
  readonly reason: string | null;
  /** Stored value by column or aggregate; empty for derived and constant fields. */
  readonly stored: Readonly<Record<string, Stored>>;
  /** Fields it is derived from. */
  readonly derivedFrom: readonly string[];
  /** Personal data: value and stored values are masked. */
  readonly isMasked: boolean;
}

export interface SampledRow {
  readonly key: string;
  readonly fields: readonly SampledField[];
}

export interface SampleOptions {
  /** The row with this key; null: the first rows in key order. */
  readonly key: string | null;
  readonly count: number;
  readonly today: string;
  readonly readers: ReadonlyMap<string, SourceReader>;
}

const COLUMNS_MS = 10_000;

/** Canonical rows and the stored values behind them. Personal fields are masked. */
export async function sampleRows(
  mapping: Mapping,
  rowSet: RowSet,
  probe: Probe,
  { key, count, today, readers }: SampleOptions,
): Promise<readonly SampledRow[]> {
  const names = [...rowSet.fields.keys(), ...rowSet.derived.keys(), ...rowSet.cannot.keys()];
  const decoder = new RowDecoder(mapping, rowSet, names);
  const places = new Map<string, number>();
  for (const part of [...rowSet.fields.values()].flatMap(storedParts)) {
    places.set(expressionText(part), decoder.selection.add(part));
  }
  const texts = await unionTextsOf(probe.database, rowSet, { rowType: rowSet.name, timeoutMs: COLUMNS_MS });
  const statements = new ReadStatements(rowSet, mapping.source, probe.database.dialect, texts);
  const selection = decoder.selection.expressions;
  const columns = rowSet.key.map((name): Expression => ({ kind: 'column', alias: rowSet.alias, name }));
  const parts = key === null ? null : splitKey(key, columns.length);
  if (key !== null && parts === null) return [];
  const page = { asked: null, where: [], sort: null, descending: false, after: null, limit: count };
  const statement = parts
    ? withoutHoles(statements.all({ columns, tuples: [parts] }, [], selection))
    : withoutHoles(statements.page(page, selection));
  const layout = parts ? { asked: columns.length, paged: false } : { asked: 0, paged: true };
  const first = parts ? columns.length * 2 : columns.length + 2;
  const found = (await probe.query(statement.sql, statement.params)).flatMap((cells) => {
    const row = decoder.decode(cells, layout, { today });
    return row && (key === null || row.key === key) ? [{ row, selected: cells.slice(first) }] : [];
  });
  await lookUpRefs(
    found.map(({ row }) => row),
    readers,
  );
  return found.map(({ row, selected }) => ({
    key: row.key,
    fields: names.map((name) => sampledField(rowSet, name, row, (text) => selected[places.get(text) ?? -1] ?? null)),
  }));
}

const MASK = '***';

function sampledField(rowSet: RowSet, name: string, row: CanonicalRow, storedOf: (text: string) => Stored): SampledField {
  const field = rowSet.fields.get(name);
  const specs = specsOf(rowSet.type);
  const isMasked = isPersonal(rowSet, name) || Boolean(specs[name.replace(/Stored$/, '')]?.private);
  const texts = field ? [...new Set(storedParts(field).map(expressionText))] : [];
  const content = row.contentOf(name);
  const value = row.valueOf(name);
  const hide = <V>(content: V): V | string => (isMasked && content !== null ? MASK : content);
  return {
    name,
    value: hide(value),
    reason: content instanceof NoValue ? content.code : null,
    stored: Object.fromEntries(texts.map((text) => [text, hide(storedOf(text))])),
    derivedFrom: rowSet.derived.get(name)?.derivation.inputs ?? [],
    isMasked,
  };
}

/** The columns a field reads, and the aggregates over linked rows as a whole. */
function storedParts(field: Field): readonly Expression[] {
  if (field.kind === 'constant') return [];
  const currency = field.kind === 'stored' && field.currency ? [field.currency] : [];
  return [...field.from, ...currency].flatMap(leaves);
}

function leaves(expression: Expression): readonly Expression[] {
  if (expression.kind === 'column' || (expression.kind === 'call' && isAggregate(expression.name))) return [expression];
  return partsOf(expression).flatMap(leaves);
}

/** The value as one line of text. */
export function valueText(value: FieldContent): string {
  if (value === null) return 'null';
  if (isRowRef(value)) return `${value.system}.${value.type} ${value.key}`;
  if (typeof value === 'object') return 'amount' in value ? `${value.amount} ${value.currency}` : value.join(' · ');
  return String(value);
}
