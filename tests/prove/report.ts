import { isEqual, type Compared } from './figures';

const MISSING = '(no such row)';

/** A table per customer: its figures through the graph and by SQL; rows of lists are counted, and shown where they differ. */
export function report(compared: readonly Compared[], everyRow: boolean): string {
  const customers = [...new Set(compared.map(({ customer }) => customer))];
  return customers
    .map((customer) =>
      table(
        customer,
        compared.filter((cell) => cell.customer === customer),
        everyRow,
      ),
    )
    .join('\n');
}

/** The last lines: how much was compared, and what differs. */
export function summary(compared: readonly Compared[]): string {
  const different = compared.filter((cell) => !isEqual(cell));
  const nulls = compared.filter(({ sql }) => sql?.startsWith('null (')).length;
  const customers = new Set(compared.map(({ customer }) => customer)).size;
  return [
    `${customers} customers, ${compared.length} values compared, ${compared.length - different.length} equal, ${different.length} different.`,
    `${nulls} of them are values the source cannot tell: null with the reason on both sides.`,
  ].join('\n');
}

function table(customer: string, cells: readonly Compared[], everyRow: boolean): string {
  const lines: string[][] = [];
  for (const section of [...new Set(cells.map((cell) => cell.section))]) {
    const mine = cells.filter((cell) => cell.section === section);
    const isList = mine.some(({ item }) => item !== '');
    if (isList && !everyRow) lines.push(countLine(section, mine));
    for (const cell of mine) {
      if (everyRow || !isList || !isEqual(cell)) lines.push(cellLine(cell));
    }
  }
  return `\nCustomer ${customer}\n${columns([['figure', 'graph', 'SQL', ''], ...lines])}`;
}

function countLine(section: string, cells: readonly Compared[]): string[] {
  const side = (of: (cell: Compared) => string | undefined): string => {
    const there = cells.filter((cell) => of(cell) !== undefined);
    return `${new Set(there.map(({ item }) => item)).size} rows, ${there.length} values`;
  };
  return [section, side(({ graph }) => graph), side(({ sql }) => sql), cells.every(isEqual) ? 'equal' : 'DIFFERENT'];
}

function cellLine(cell: Compared): string[] {
  const { section, item, field, graph = MISSING, sql = MISSING } = cell;
  return [[section, item, field].filter(Boolean).join(' '), graph, sql, isEqual(cell) ? 'equal' : 'DIFFERENT'];
}

// A Chinese character takes two columns of a terminal.
const width = (text: string): number =>
  [...text].reduce((sum, character) => sum + (/\p{Script=Han}/u.test(character) ? 2 : 1), 0);

function columns(lines: readonly (readonly string[])[]): string {
  const widths = [0, 1, 2].map((column) => Math.max(...lines.map((line) => width(line[column] ?? ''))));
  return lines
    .map((line) =>
      `  ${line.map((text, i) => text + ' '.repeat(Math.max(0, (widths[i] ?? 0) - width(text)))).join('  ')}`.trimEnd(),
    )
    .join('\n');
}
