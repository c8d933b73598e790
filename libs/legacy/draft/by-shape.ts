import type { FieldSpec } from '../canonical/field';
import type { RowType } from '../canonical/row-types';
import { specsOf } from '../mapping/build-field';
import { assignFields, evidenceOf, type Assignment } from './assign-fields';
import { ruleOf, type TableChoice } from './choose-tables';
import type { ColumnProfile, TableProfile } from './column-profile';
import { leadsTo } from './reference-by-data';
import { dateForm, isAmount, isEmail, isName, isPhone } from './value-shapes';
import { shareOf } from './column-profile';

/** What the rows of a type have, whatever their columns are called. */
interface Shape {
  readonly type: RowType;
  /** References that its rows have; the first that leads to a table is needed. */
  readonly refs: readonly string[];
  readonly date?: string;
  readonly later?: string;
  readonly amount?: string;
  readonly name?: string;
  readonly text?: string;
  /** Fields of which a table has to have one besides the others. */
  readonly oneOf?: readonly string[];
}

const DOCUMENT = ['customer'] as const;
/** In the order in which tables are taken: what others lead to comes first. */
const SHAPES: readonly Shape[] = [
  { type: 'Party', refs: [], name: 'name', oneOf: ['phones', 'email', 'taxNo', 'address', 'contactName'] },
  { type: 'Invoice', refs: DOCUMENT, date: 'issuedOn', later: 'dueOn', amount: 'amount' },
  { type: 'Order', refs: DOCUMENT, date: 'orderedOn', amount: 'total' },
  { type: 'Receipt', refs: DOCUMENT, date: 'receivedOn', amount: 'amount' },
  { type: 'Ticket', refs: DOCUMENT, date: 'openedAt', text: 'title' },
  { type: 'InvoiceLine', refs: ['invoice'], amount: 'net' },
  { type: 'OrderLine', refs: ['order'], amount: 'net' },
  { type: 'TicketEvent', refs: ['ticket'], date: 'at', text: 'text' },
  { type: 'Contact', refs: ['party'], name: 'name', oneOf: ['phones', 'email'] },
];
const BY_SHAPE = 0.3;
const MOSTLY = 0.5;

/** Types for tables that no word tells anything of: by their columns, keys and values, and by what they lead to. */
export function chooseByShape(profiles: readonly TableProfile[], choices: readonly TableChoice[]): readonly TableChoice[] {
  const chosen = [...choices];
  const left = new Set(profiles.filter((profile) => !choices.some((choice) => uses(choice, profile))));
  for (const shape of SHAPES) {
    if (chosen.some(({ type }) => type === shape.type)) continue;
    const fitting = [...left].flatMap((profile) => choiceOf(shape, profile, chosen, profiles) ?? []);
    const [best] = fitting.toSorted((a, b) => b.score - a.score);
    if (!best) continue;
    chosen.push(best);
    left.delete(best.profile);
  }
  return chosen;
}

function uses({ profile, history }: TableChoice, { table }: TableProfile): boolean {
  return profile.table === table || history?.table === table;
}

function choiceOf(
  shape: Shape,
  profile: TableProfile,
  chosen: readonly TableChoice[],
  profiles: readonly TableProfile[],
): TableChoice | null {
  const rule = ruleOf(shape.type);
  if (!rule || rule.not.test(profile.table.name.toLowerCase())) return null;
  const specs = specsOf(shape.type);
  const named = assignFields(profile, rule, specs).filter(({ spec }) => spec.kind !== 'ref');
  const found = new Found(profile, specs, named);
  if (!shape.refs.every((ref) => found.reference(ref, chosen))) return null;
  if (shape.type === 'Party' && found.isDocument()) return null;
  if (shape.name && !found.fill(shape.name, isNameColumn)) return null;
  if (shape.date && !found.fill(shape.date, isDate)) return null;
  if (shape.amount && !found.fill(shape.amount, isAmount)) return null;
  if (shape.text && !found.fill(shape.text, isNameColumn)) return null;
  if (shape.later) found.fill(shape.later, isDate);
  if (shape.oneOf) {
    found.fill('email', (column) => shareOf(column, isEmail) > MOSTLY);
    found.fill('phones', (column) => shareOf(column, isPhone) > MOSTLY);
    const isKnown = shape.type === 'Party' && isLedTo(profile, profiles);
    if (!isKnown && !shape.oneOf.some((field) => found.has(field))) return null;
  }
  const score = named.length + found.size / 100;
  return { type: shape.type, profile, history: null, assignments: found.inOrder(rule.fields), score, others: [], kinds: null };
}

/** The columns found for the fields of a type so far. */
class Found {
  private readonly assignments: Map<string, Assignment>;

  constructor(
    private readonly profile: TableProfile,
    private readonly specs: Readonly<Record<string, FieldSpec>>,
    named: readonly Assignment[],
  ) {
    this.assignments = new Map(named.map((assignment) => [assignment.field, assignment]));
  }

  get size(): number {
    return this.assignments.size;
  }

  has(field: string): boolean {
    return this.assignments.has(field);
  }

  /** A day and an amount are a document, whoever is named in it. */
  isDocument(): boolean {
    return (
      this.profile.columns.some(isDate) &&
      this.profile.columns.some(isAmount) &&
      this.profile.columns.some((column) => isId(this.profile, column))
    );
  }

  /** A column that fits, unless the field has one already. */
  fill(field: string, fits: (column: ColumnProfile) => boolean): boolean {
    if (this.has(field)) return true;
    const free = this.free().filter((column) => column.filled > 0 && fits(column));
    const [best] = free.toSorted((a, b) => b.filled - a.filled || b.values.size - a.values.size);
    return best ? this.take(field, best, 'by its values alone') : false;
  }

  /** The column whose values are keys of the table of the reference's type. */
  reference(field: string, chosen: readonly TableChoice[]): boolean {
    const target = chosen.find(({ type }) => type === this.specs[field]?.target);
    if (!target) return false;
    const leading = this.free().flatMap((column) => {
      const how = leadsTo(this.profile, column, target.profile);
      return how ? [{ column, ...how }] : [];
    });
    const [best] = leading.toSorted((a, b) => b.share - a.share);
    return best ? this.take(field, best.column, best.why) : false;
  }

  inOrder(fields: object): readonly Assignment[] {
    return Object.keys(fields).flatMap((field) => this.assignments.get(field) ?? []);
  }

  private free(): readonly ColumnProfile[] {
    const taken = new Set([...this.assignments.values()].flatMap(({ columns }) => columns));
    return this.profile.columns.filter((column) => !taken.has(column));
  }

  private take(field: string, column: ColumnProfile, why: string): boolean {
    const spec = this.specs[field];
    if (!spec) return false;
    this.assignments.set(field, {
      field,
      spec,
      columns: [column],
      score: BY_SHAPE,
      evidence: `CONFIRM ${why}; ${evidenceOf(column)}`,
    });
    return true;
  }
}

const isDate = (column: ColumnProfile): boolean => dateForm(column, 'date') !== null;
const isNameColumn = (column: ColumnProfile): boolean => column.column.kind === 'text' && shareOf(column, isName) > MOSTLY;

function isId({ table }: TableProfile, { column }: ColumnProfile): boolean {
  return !table.primaryKey.includes(column.name) && /(id|no|nr|num|code|key)$/i.test(column.name);
}

function isLedTo(profile: TableProfile, profiles: readonly TableProfile[]): boolean {
  return profiles.some((other) => other !== profile && other.columns.some((column) => leadsTo(other, column, profile) !== null));
}
