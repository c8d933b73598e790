import { money } from '#core/money';
import { nullText, valueText, type Cell } from './figures';

export type Rows = (sql: string) => Promise<readonly Readonly<Record<string, unknown>>[]>;

interface Block {
  readonly section: string;
  readonly sql: string;
}

const CURRENCY = '_currency';

/** The statements of a figures file; each stands below a line `-- figure: <section>`. */
export function figureBlocks(text: string): readonly Block[] {
  const [, ...blocks] = text.split(/^-- figure: */m);
  return blocks.map((block) => {
    const [section = '', ...lines] = block.split('\n');
    return {
      section: section.trim(),
      sql: lines
        .filter((line) => !line.startsWith('--'))
        .join('\n')
        .trim()
        .replace(/;$/, ''),
    };
  });
}

/** Runs each statement. Its columns: the customer's key, `item` where a customer has several rows, and the fields of the graph. */
export async function readSqlFigures(blocks: readonly Block[], rows: Rows): Promise<readonly Cell[]> {
  const cells: Cell[] = [];
  for (const { section, sql } of blocks) for (const row of await rows(sql)) cells.push(...rowCells(section, row));
  return cells;
}

function rowCells(section: string, row: Readonly<Record<string, unknown>>): readonly Cell[] {
  const { customer, item = '', ...values } = row;
  return Object.keys(values)
    .filter((field) => !field.endsWith(CURRENCY))
    .map((field) => ({
      customer: String(customer),
      section,
      item: String(item),
      field,
      text: textOf(values[field], values[`${field}${CURRENCY}`]),
    }));
}

function textOf(value: unknown, currency: unknown): string {
  if (value === null) return nullText();
  if (typeof currency !== 'string') return valueText(value);
  const { amount } = money(String(value), currency);
  return `${amount} ${currency}`;
}
