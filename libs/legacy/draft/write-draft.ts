import { evidenceOf } from './assign-fields';
import { draftCurrencies } from './draft-field';
import type { DraftLine } from './draft-line';
import type { DraftRowSet } from './draft-row-set';

export interface DraftHeader {
  readonly id: string;
  readonly database: string;
  readonly tables: readonly string[];
  readonly unmapped: readonly string[];
}

const COMMENT_COLUMN = 78;

/** The text of a drafted mapping file. */
export function writeDraft(header: DraftHeader, rowSets: readonly DraftRowSet[]): string {
  const params = new Map(rowSets.flatMap((each) => [...each.params]));
  const currencies = rowSets.flatMap(({ currency }) => (currency ? [currency] : []));
  return [
    '# A proposed mapping. Every line says why it was proposed: how sure it is (0 to 1), and what was seen of the column.',
    '# CONFIRM marks what only a person who knows the system can say. Then prove it: npm run source -- check <this file>',
    ...(header.unmapped.length > 0 ? [`# Nothing was proposed for: ${header.unmapped.join(', ')}`] : []),
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
    'rows:',
    ...rowSets.flatMap(rowSetLines),
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

function line(indent: string, { text, why, isOpen }: DraftLine): string {
  const start = `${indent}${isOpen ? '# ' : ''}${text}`;
  return why === '' ? start : `${start.padEnd(COMMENT_COLUMN)}  # ${why.replace(/\s+/gu, ' ')}`;
}
