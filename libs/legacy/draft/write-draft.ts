import { evidenceOf } from './assign-fields';
import { draftCurrencies } from './draft-field';
import type { TableProfile } from './column-profile';
import { columnText, type DraftLine } from './draft-line';
import { keyOf } from './find-key';
import { leadsTo } from './reference-by-data';
import type { DraftRowSet } from './draft-row-set';

export interface DraftHeader {
  readonly id: string;
  readonly database: string;
  readonly looked: readonly TableProfile[];
  readonly unmapped: readonly TableProfile[];
  /** Only tables that a person named were looked at: each is worth a look at its columns. */
  readonly isNamed: boolean;
}

const COMMENT_COLUMN = 78;

/** The text of a drafted mapping file. */
export function writeDraft(header: DraftHeader, rowSets: readonly DraftRowSet[]): string {
  const params = new Map(rowSets.flatMap((each) => [...each.params]));
  const currencies = rowSets.flatMap(({ currency }) => (currency ? [currency] : []));
  return [
    '# A proposed mapping. Every line says why it was proposed: how sure it is (0 to 1), and what was seen of the column.',
    '# CONFIRM marks what only a person who knows the system can say. Then prove it: npm run source -- check <this file>',
    ...(header.unmapped.length > 0
      ? [`# Nothing was proposed for: ${header.unmapped.map(({ table }) => table.name).join(', ')}`]
      : []),
    'source:',
    `  id: ${header.id}`,
    ...(header.database === '' ? [] : [`  database: ${header.database}`]),
    line('  ', { text: 'timezone: Asia/Shanghai', why: 'CONFIRM where the system stands', isOpen: false }),
    line('  ', { text: 'currency: CNY', why: 'CONFIRM the currency of amounts that name none', isOpen: false }),
    ...(params.size === 0 ? [] : [`  params: { ${[...params].map(([name, value]) => `${name}: '${value}'`).join(', ')} }`]),
    ...(currencies.length === 0
      ? []
      : ['', 'codes:', '  currency:', ...draftCurrencies(currencies).map((each) => line('    ', each)), "    '(null)': CNY"]),
    '',
    rowSets.every(({ missing }) => missing.length > 0) ? 'rows: {}' : 'rows:',
    ...rowSets.flatMap(rowSetLines),
    ...(header.isNamed ? header.unmapped.flatMap((profile) => columnLines(profile, header.looked)) : []),
    '',
  ].join('\n');
}

function rowSetLines({ choice, head, links, fields, derive, tail, unused, missing }: DraftRowSet): readonly string[] {
  const written = [
    `  ${choice.type}:`,
    ...head.map((each) => line('    ', each)),
    ...(links.length === 0 ? [] : ['    with:', ...links.map((each) => line('      ', each))]),
    '    fields:',
    ...fields.map((each) => line('      ', each)),
    ...(derive.length === 0 ? [] : ['    derive:', ...derive.map((each) => line('      ', each))]),
    ...tail.map((each) => line('    ', each)),
    ...unused.map((profile) => `      # not used: ${profile.column.name}  ${evidenceOf(profile)}`),
  ];
  if (missing.length === 0) return [...written, ''];
  const why = `  # ${choice.type} is left out: nothing was found for ${missing.join(', ')}. Complete it and take the # away.`;
  return [why, ...written.map((text) => `  # ${text.trimStart().startsWith('#') ? text.trim().replace(/^# ?/, '') : text}`), ''];
}

/** What was seen of a table that nothing tells the type of. */
function columnLines(profile: TableProfile, looked: readonly TableProfile[]): readonly string[] {
  const { table, columns } = profile;
  const key = keyOf(profile)?.map((name) => columnText('x', name));
  return [
    `  # CONFIRM what a row of ${table.name} is (${table.rows} rows), and choose its type from docs/MAPPING.md:`,
    '  # Type:',
    `  #   from: ${table.name} x`,
    `  #   key: ${key ? `[${key.join(', ')}]` : '?'}`,
    '  #   fields:',
    ...columns.map((each) => {
      const led = looked.flatMap((other) => leadsTo(profile, each, other) ?? []).toSorted((a, b) => b.share - a.share);
      const why = [...led.slice(0, 1).map((leading) => leading.why), evidenceOf(each)].join('; ');
      return `${`  #     ?: ${columnText('x', each.column.name)}`.padEnd(COMMENT_COLUMN)}  # ${why}`;
    }),
    '',
  ];
}

function line(indent: string, { text, why, isOpen }: DraftLine): string {
  const start = `${indent}${isOpen ? '# ' : ''}${text}`;
  return why === '' ? start : `${start.padEnd(COMMENT_COLUMN)}  # ${why.replace(/\s+/gu, ' ')}`;
}
