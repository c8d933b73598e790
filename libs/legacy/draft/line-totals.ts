import type { TableChoice } from './choose-tables';
import type { ColumnProfile } from './column-profile';
import { columnText, flow, proposed, scalar, type DraftLine } from './draft-line';
import { keyOf } from './find-key';

/** Heads, the lines they have, and the total that a head may leave to its lines. */
const HEADS: readonly { readonly type: string; readonly lines: string; readonly ref: string; readonly total: string }[] = [
  { type: 'Order', lines: 'OrderLine', ref: 'order', total: 'total' },
  { type: 'Invoice', lines: 'InvoiceLine', ref: 'invoice', total: 'amount' },
];

export interface FromLines {
  readonly link: DraftLine;
  readonly fields: readonly DraftLine[];
}

/** What a head tells by its lines: how many they are, and their sum where the head has no column of its total. */
export function draftFromLines(
  choice: TableChoice,
  choices: readonly TableChoice[],
  alias: string,
  currency: ColumnProfile | null,
): FromLines | null {
  const head = HEADS.find(({ type }) => type === choice.type);
  const lines = choices.find(({ type }) => type === head?.lines);
  const [column] = lines?.assignments.find(({ field }) => field === head?.ref)?.columns ?? [];
  const key = keyOf(choice.profile);
  const last = lines && keyOf(lines.profile)?.at(-1);
  if (!head || !lines || !column || !key || key.length !== 1 || last === undefined) return null;
  const table = lines.profile.table.name;
  const counted = choice.type === 'Order' ? [proposed(`lines: 'count(${columnText('l', last)})'`, `rows of ${table}`)] : [];
  const total = choice.assignments.some(({ field }) => field === head.total) ? null : lineAmount(lines);
  const fields = [...(total ? [totalLine(head.total, total, table, alias, currency)] : []), ...counted];
  if (fields.length === 0) return null;
  const on = `${columnText('l', column.column.name)} = ${columnText(alias, key[0] ?? '')}`;
  return { link: proposed(`l: { all: ${table}, on: '${on}' }`, `the lines, by ${column.column.name}`), fields };
}

function totalLine(
  field: string,
  amount: { readonly expression: string; readonly why: string },
  table: string,
  alias: string,
  currency: ColumnProfile | null,
): DraftLine {
  const sum = `sum(${amount.expression})`;
  const text = currency
    ? flow([
        ['from', scalar(sum)],
        ['currency', scalar(columnText(alias, currency.column.name))],
      ])
    : scalar(sum);
  return proposed(
    `${field}: ${text}`,
    `CONFIRM no column of the total was found: ${amount.why} of ${table}; with tax or without?`,
  );
}

/** What one line comes to. */
function lineAmount({ assignments }: TableChoice): { readonly expression: string; readonly why: string } | null {
  const column = (field: string): string | null => {
    const [found] = assignments.find((each) => each.field === field)?.columns ?? [];
    return found ? columnText('l', found.column.name) : null;
  };
  const [gross, net, tax] = [column('gross'), column('net'), column('tax')];
  if (gross) return { expression: gross, why: 'the sum' };
  if (net) return tax ? { expression: `${net} + coalesce(${tax}, 0)`, why: 'the sum' } : { expression: net, why: 'the sum' };
  const [quantity, price] = [column('quantity'), column('unitPrice')];
  return quantity && price ? { expression: `${quantity} * ${price}`, why: 'quantity by price' } : null;
}
