import { roleOf } from '../check/column-role';
import { evidenceOf } from './assign-fields';
import { specsOf } from '../mapping/build-field';
import type { TableChoice } from './choose-tables';
import { codeLinks, type CodedField } from './code-links';
import type { ColumnProfile, TableProfile } from './column-profile';
import { draftDerived } from './draft-derive';
import { draftField } from './draft-field';
import { draftSign } from './draft-sign';
import { columnText, open, proposed, type DraftLine } from './draft-line';
import { keyOf } from './find-key';
import { draftFromLines } from './line-totals';
import { draftReference } from './find-reference';
import { wordsOf } from './name-words';
import { draftRate, rateDirection } from './rate-direction';
import { draftFilter } from './row-filter';
import { draftRowsAsFields } from './rows-as-fields';
import { dateForm } from './value-shapes';

/** A drafted row set, in the parts of the file it goes to. */
export interface DraftRowSet {
  readonly choice: TableChoice;
  readonly head: readonly DraftLine[];
  readonly links: readonly DraftLine[];
  readonly fields: readonly DraftLine[];
  readonly derive: readonly DraftLine[];
  readonly tail: readonly DraftLine[];
  readonly params: ReadonlyMap<string, string>;
  readonly currency: ColumnProfile | null;
  /** Columns nothing was proposed for. */
  readonly unused: readonly ColumnProfile[];
  /** Required fields nothing was found for: the row set cannot be loaded yet. */
  readonly missing: readonly string[];
}

/** Drafts the row set of one table; references lead to the tables chosen for other types. */
export function draftRowSet(
  choice: TableChoice,
  choices: readonly TableChoice[],
  profiles: readonly TableProfile[],
): DraftRowSet {
  const { type, profile, history } = choice;
  const alias = aliasOf(type);
  const key = keyOf(profile);
  const filter = draftFilter(choice, alias, key ?? []);
  const currency = choice.assignments.find(({ field }) => field === 'currency')?.columns[0] ?? null;
  const coded = codeLinks(choice, profiles, alias);
  const fields = fieldLines(choice, choices, alias, currency, coded);
  const named = new Set(choice.assignments.map(({ field }) => field));
  for (const [field, code] of coded) if (!named.has(field)) fields.push(draftField(code.assignment, code.alias, null));
  const lines = draftFromLines(choice, choices, alias, currency);
  fields.push(...(lines?.fields ?? []));
  const kept = draftRowsAsFields(choice, profiles, alias, fields);
  fields.push(...(kept?.fields ?? []));
  const through = customerThroughOrder(choice, choices, alias, fields);
  if (through) fields.push(through.field);
  const name = nameOfTwo(choice, alias, fields);
  if (name) fields.push(name);
  const found = new Set(fields.filter(({ isOpen }) => !isOpen).map(({ text }) => text.split(':')[0] ?? ''));
  const required = Object.entries(specsOf(type)).filter(([name, spec]) => spec.required && !found.has(name));
  const fallback = required.flatMap(([name, spec]) => fallbackLine(name, spec.kind, alias, key));
  const missing = required.map(([name]) => name).filter((name) => !fallback.some(({ text }) => text.startsWith(`${name}:`)));
  const derived = draftDerived(choice, alias, fields);
  const used = new Set([
    ...choice.assignments.flatMap(({ columns }) => columns.map(({ column }) => column.name)),
    ...[...coded.values()].map(({ column }) => column),
    ...(key ?? []),
    ...filter.columns,
  ]);
  return {
    choice,
    head: [
      history
        ? proposed(
            `from: [${profile.table.name} ${alias}, ${history.table.name} ${alias}]`,
            'CONFIRM the second holds older rows with the same columns',
          )
        : proposed(`from: ${profile.table.name} ${alias}`, tableEvidence(choice)),
      ...(history ? [proposed('keep: first', 'a row that is moved stands in both for a while')] : []),
      key
        ? proposed(
            `key: [${key.map((name) => columnText(alias, name)).join(', ')}]`,
            profile.table.primaryKey.length > 0 ? 'primary key' : 'CONFIRM unique in the sample',
          )
        : open('key: ?', 'CONFIRM no column or index names one row'),
      ...(filter.line ? [filter.line] : []),
      ...filter.remarks,
    ],
    links: [
      ...headLink(choice, alias),
      ...(lines ? [lines.link] : []),
      ...(through ? [through.link] : []),
      ...[...coded.values()].map(({ link }) => link),
      ...(kept?.links ?? []),
    ],
    fields: [...fields, ...fallback, ...derived.helpers],
    derive: derived.derive,
    tail: changesLines(profile.columns, alias),
    params: filter.params,
    currency,
    unused: profile.columns.filter(({ column }) => !used.has(column.name)),
    missing: key ? missing : [...missing, 'key'],
  };
}

const ALIASES: Readonly<Record<string, string>> = {
  Party: 'c',
  Contact: 'k',
  Employee: 'e',
  OrderLine: 'l',
  InvoiceLine: 'l',
  TicketEvent: 'e',
  Stay: 'm',
};

function aliasOf(type: string): string {
  return ALIASES[type] ?? type.charAt(0).toLowerCase();
}

function tableEvidence({ profile, others }: TableChoice): string {
  const { table } = profile;
  const comment = table.comment === '' ? '' : `comment '${table.comment}', `;
  const also = others.length > 0 ? `; could also be ${others.join(', ')}` : '';
  return `${comment}${table.rows} rows${also}`;
}

function fieldLines(
  choice: TableChoice,
  choices: readonly TableChoice[],
  alias: string,
  currency: ColumnProfile | null,
  coded: ReadonlyMap<string, CodedField>,
): DraftLine[] {
  const currencyText = currency ? columnText(alias, currency.column.name) : null;
  return choice.assignments.flatMap((assignment) => {
    const { field, spec, columns, score, evidence } = assignment;
    const [column] = columns;
    if (!column) return [];
    const code = coded.get(field);
    if (code) return [draftField(code.assignment, code.alias, null)];
    const direction = field === 'rate' ? rateDirection(choice) : null;
    if (direction) return [draftRate(column, alias, direction)];
    if (spec.kind !== 'ref') return [draftField(assignment, alias, currencyText, draftSign(choice, field, column, alias))];
    const target = choices.find(({ type }) => type === spec.target);
    if (!target) {
      const name = columnText(alias, column.column.name);
      return [
        open(
          `${field}: { ref: ${spec.target ?? ''}, from: ${name} }`,
          `no table was found for ${spec.target ?? ''}; ${evidence}`,
        ),
      ];
    }
    return [draftReference({ field, target, from: choice.profile, alias, column, score, evidence })];
  });
}

/** An invoice that names an order and no customer belongs to the customer of the order. */
function customerThroughOrder(
  { type, assignments }: TableChoice,
  choices: readonly TableChoice[],
  alias: string,
  fields: readonly DraftLine[],
): { readonly link: DraftLine; readonly field: DraftLine } | null {
  if (type !== 'Invoice' || fields.some(({ text, isOpen }) => !isOpen && text.startsWith('customer:'))) return null;
  const orders = choices.find((each) => each.type === 'Order');
  const [order] = assignments.find(({ field }) => field === 'order')?.columns ?? [];
  const [customer] = orders?.assignments.find(({ field }) => field === 'customer')?.columns ?? [];
  const key = orders && keyOf(orders.profile);
  if (!orders || !order || !customer || key?.length !== 1) return null;
  const on = `${columnText('o', key[0] ?? '')} = ${columnText(alias, order.column.name)}`;
  const why = `CONFIRM the customer of the order, through ${order.column.name}`;
  return {
    link: proposed(`o: { one: ${orders.profile.table.name}, on: '${on}' }`, 'the order'),
    field: proposed(`customer: { ref: Party, from: ${columnText('o', customer.column.name)} }`, why),
  };
}

/** `first name` and `last name` where there is no name. */
function nameOfTwo({ profile, assignments }: TableChoice, alias: string, fields: readonly DraftLine[]): DraftLine | null {
  if (fields.some(({ text }) => text.startsWith('name:')) || assignments.some(({ field }) => field === 'name')) return null;
  const named = (words: RegExp) =>
    profile.columns.find(({ column }) => words.test(column.name.toLowerCase()) || words.test(wordsOf(column.name)));
  const [first, last] = [
    named(/^(first|given|fore|vor)_?name$|^fname$|^given$/),
    named(/^(last|family|sur|nach)_?name$|^lname$/),
  ];
  if (!first || !last) return null;
  const parts = [first, last].map(({ column }) => columnText(alias, column.name));
  const text = `name: { from: [${parts[0] ?? ''}, "' '", ${parts[1] ?? ''}], clean: [trim] }`;
  return proposed(text, `CONFIRM the order of the two; ${evidenceOf(last)}`);
}

/** A number or name that nothing else was found for is the key's last part. */
function fallbackLine(name: string, kind: string, alias: string, key: readonly string[] | null): readonly DraftLine[] {
  const last = key?.at(-1);
  if (kind !== 'text' || last === undefined) return [];
  return [proposed(`${name}: ${columnText(alias, last)}`, `CONFIRM nothing better than the key was found`)];
}

/** The head of a line whose table holds lines of several types. */
function headLink({ heads }: TableChoice, alias: string): readonly DraftLine[] {
  if (!heads) return [];
  const on = `${columnText('h', heads.key)} = ${columnText(alias, heads.column.column.name)}`;
  return [proposed(`h: { one: ${heads.table}, on: '${on}' }`, 'the head')];
}

const CHANGED = /^update(_(date|time|on|at))?$|^(date_)?updated?$|^up_?time$/;

function changesLines(columns: readonly ColumnProfile[], alias: string): readonly DraftLine[] {
  const column = columns.find((each) => {
    const words = wordsOf(each.column.name.replace(/^F(?=[A-Z])/, ''));
    return (CHANGED.test(words) || /(修改|更新)(日期|时间)/.test(each.column.comment)) && dateForm(each, 'date') !== null;
  });
  if (!column || roleOf(column.column) !== null) return [];
  const form = dateForm(column, 'date') ?? '';
  const as = form === '' ? '' : `, as: '${form}'`;
  const why = `filled in ${column.filled} of ${column.rows} sampled rows; compare finds what it misses`;
  return [proposed(`changes: { by: ${columnText(alias, column.column.name)}${as}, compare: P1D }`, why)];
}
