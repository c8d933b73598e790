import type { RowType } from '../canonical/row-types';
import { specsOf } from '../mapping/build-field';
import { assignFields } from './assign-fields';
import { ruleOf, type TableChoice } from './choose-tables';
import { codesInComment } from './code-words';
import type { ColumnProfile } from './column-profile';
import { keyOf } from './find-key';

type DocumentType = 'Order' | 'Invoice' | 'Receipt';

/** What words of kinds of document usually mean, most telling first; null: nothing a customer is sent or pays. */
const DOCUMENTS: readonly (readonly [RegExp, DocumentType | null])[] = [
  [/采购|供应商|付款|支出|入库|purchase|vendor|supplier|payable|disburse/i, null],
  [/报价|quot|offer|pro.?forma/i, null],
  [/订单|^so$|sales.?order|^order/i, 'Order'],
  [/退货|贷项|红字|credit.?(memo|note)|^return|gutschrift|^(cn|cm|crn|rc)$/i, 'Invoice'],
  [/退款|refund|^rf$/i, 'Receipt'],
  [/收款|回款|预收|receipt|payment|zahlung|advance|prepay|^(py|pay|pmt|dz)$/i, 'Receipt'],
  [/发票|销售|零售|invoice|rechnung|debit.?(memo|note)|(finance|service).?charge|^(in|inv|rv)$/i, 'Invoice'],
];
const DOCUMENT_TYPES: readonly DocumentType[] = ['Order', 'Invoice', 'Receipt'];
const MOST_KINDS = 40;

/** The values of a kind column that belong to a row set. */
export interface Kinds {
  /** With these values alone. */
  readonly column: ColumnProfile;
  /** With those of all types. */
  readonly whole: ColumnProfile;
  readonly values: readonly string[];
}

/** The heads of lines: their table, its key, the column of the lines that holds it, and the kinds that are meant. */
export interface HeadKinds {
  readonly table: string;
  readonly key: string;
  readonly column: ColumnProfile;
  readonly kinds: Kinds;
}

/** One table that holds several types of document becomes a row set for each, told apart by its kind column. */
export function splitKinds(choices: readonly TableChoice[]): readonly TableChoice[] {
  const types = new Set(choices.map(({ type }) => type));
  return withLines(splitHeads(choices, types));
}

function splitHeads(choices: readonly TableChoice[], types: ReadonlySet<string>): readonly TableChoice[] {
  return choices.flatMap((choice) => {
    const own = DOCUMENT_TYPES.find((type) => type === choice.type);
    const column = own && kindColumn(choice);
    const groups = column ? groupsOf(column) : null;
    if (!own || !column || !groups?.has(own) || groups.size < 2) return [choice];
    return DOCUMENT_TYPES.flatMap((type) => {
      const values = groups.get(type);
      return values && (type === own || !types.has(type)) ? choiceFor(choice, type, column, values) : [];
    });
  });
}

const LINES: readonly { readonly head: DocumentType; readonly type: RowType; readonly ref: string }[] = [
  { head: 'Order', type: 'OrderLine', ref: 'order' },
  { head: 'Invoice', type: 'InvoiceLine', ref: 'invoice' },
];

/** Lines of a table that holds several types of document are of several types, too, told apart by their heads. */
function withLines(choices: readonly TableChoice[]): readonly TableChoice[] {
  const known = LINES.flatMap(({ type, ref }) => {
    const lines = choices.find((choice) => choice.type === type);
    const column = lines?.assignments.find(({ field }) => field === ref)?.columns[0];
    return lines && column ? [{ lines, column }] : [];
  });
  const [found, ...more] = known;
  const heads = LINES.map(({ head }) => choices.find(({ type }) => type === head));
  const [order, invoice] = heads;
  if (!found || more.length > 0 || !order?.kinds || order.profile.table !== invoice?.profile.table) return choices;
  const split = LINES.flatMap(({ type, ref }, index) => {
    const head = heads[index];
    return head ? linesFor(found.lines, type, ref, found.column, head) : [];
  });
  return choices.flatMap((choice) => (choice === found.lines ? split : [choice]));
}

function linesFor(
  lines: TableChoice,
  type: RowType,
  ref: string,
  column: ColumnProfile,
  { profile, kinds }: TableChoice,
): readonly TableChoice[] {
  const rule = ruleOf(type);
  const spec = specsOf(type)[ref];
  const [key, ...others] = keyOf(profile) ?? [];
  if (!rule || !spec || !kinds || key === undefined || others.length > 0) return [];
  const own = { ...rule, own: [...rule.own, ...(ruleOf(lines.type)?.own ?? [])] };
  const assignments = assignFields(lines.profile, own, specsOf(type)).filter(
    ({ field, columns }) => field !== ref && !columns.includes(column),
  );
  const head = { field: ref, spec, columns: [column], score: 0.7, evidence: `heads are ${profile.table.name}` };
  return [{ ...lines, type, assignments: [head, ...assignments], heads: { table: profile.table.name, key, column, kinds } }];
}

/** The column with values that are documents of several types, or of one and of what no customer sees. */
function kindColumn({ assignments, profile }: TableChoice): ColumnProfile | null {
  const assigned = assignments.find(({ field }) => field === 'kind')?.columns[0];
  const columns = assigned ? [assigned, ...profile.columns] : profile.columns;
  return columns.find((column) => column.values.size <= MOST_KINDS && groupsOf(column).size > 1) ?? null;
}

function groupsOf(column: ColumnProfile): ReadonlyMap<DocumentType | null, readonly string[]> {
  const told = codesInComment(column.column.comment);
  const groups = new Map<DocumentType | null, string[]>();
  for (const value of column.values.keys()) {
    const word = told.get(value) ?? value;
    const meaning = DOCUMENTS.find(([pattern]) => pattern.test(word));
    if (!meaning) continue;
    groups.set(meaning[1], [...(groups.get(meaning[1]) ?? []), value]);
  }
  return groups;
}

function choiceFor(
  choice: TableChoice,
  type: DocumentType,
  column: ColumnProfile,
  values: readonly string[],
): readonly TableChoice[] {
  const narrowed = { ...column, values: new Map([...column.values].filter(([value]) => values.includes(value))) };
  const profile = {
    ...choice.profile,
    columns: choice.profile.columns.map((each) => (each === column ? narrowed : each)),
  };
  const rule = ruleOf(type);
  if (!rule) return [];
  const own = { ...rule, own: [...rule.own, ...(ruleOf(choice.type)?.own ?? [])] };
  const assignments = assignFields(profile, own, specsOf(type)).filter(
    ({ field, columns }) => (field === 'kind') === columns.includes(narrowed),
  );
  const kind = specsOf(type).kind;
  const known = assignments.some(({ field }) => field === 'kind');
  const told =
    kind && !known ? [{ field: 'kind', spec: kind, columns: [narrowed], score: 0.6, evidence: 'the kind of document' }] : [];
  return [
    {
      ...choice,
      type,
      profile,
      assignments: [...assignments, ...told].map((each) =>
        each.columns.includes(narrowed) ? { ...each, isChosen: true } : each,
      ),
      kinds: { column: narrowed, whole: column, values },
    },
  ];
}
