import type { RowType } from '../canonical/row-types';
import { isRowType, specsOf } from '../mapping/build-field';
import { assignFields, type Assignment } from './assign-fields';
import { shareOf, type TableProfile } from './column-profile';
import { wordsOf } from './name-words';
import type { TypeRule } from './rules/field-rule';
import type { HeadKinds, Kinds } from './split-kinds';
import { FINANCE_RULES } from './rules/finance-rules';
import { HOTEL_RULES } from './rules/hotel-rules';
import { LEDGER_RULES } from './rules/ledger-rules';
import { PARTY_RULES } from './rules/party-rules';
import { SALES_RULES } from './rules/sales-rules';
import { SERVICE_RULES } from './rules/service-rules';

const RULES: Readonly<Record<string, TypeRule>> = {
  ...PARTY_RULES,
  ...SALES_RULES,
  ...FINANCE_RULES,
  ...LEDGER_RULES,
  ...SERVICE_RULES,
  ...HOTEL_RULES,
};
const LEAST = 0.5;
const WEAK = 0.15;
const HALF = 0.5;

/** A table taken for the rows of a type. */
export interface TableChoice {
  readonly type: RowType;
  readonly profile: TableProfile;
  /** The same columns again, for older rows. */
  readonly history: TableProfile | null;
  readonly assignments: readonly Assignment[];
  readonly score: number;
  /** Other tables that could hold these rows. */
  readonly others: readonly string[];
  /** The values of the column that tells its rows from those of other types in the table; null: all rows are of the type. */
  readonly kinds: Kinds | null;
  /** Of lines: the heads they are read of. */
  readonly heads?: HeadKinds;
}

export function ruleOf(type: string): TypeRule | undefined {
  return RULES[type];
}

/** The best table of each row type; a table serves one type, save a guest table, whose guests are parties too. */
export function chooseTables(profiles: readonly TableProfile[]): readonly TableChoice[] {
  const histories = new Map(profiles.flatMap((profile) => pairOf(profile, profiles)));
  const old = new Set(histories.values());
  const scored = Object.entries(RULES).flatMap(([type, rule]) =>
    isRowType(type)
      ? profiles.filter((profile) => !old.has(profile)).flatMap((profile) => scoreOf(type, rule, profile) ?? [])
      : [],
  );
  const used = new Set<TableProfile>();
  const chosen = new Map<RowType, TableChoice>();
  for (const { type, profile, assignments, score } of scored.toSorted((a, b) => b.score - a.score)) {
    if (chosen.has(type) || used.has(profile)) continue;
    used.add(profile);
    const others = scored
      .filter((other) => other.type === type && other.profile !== profile)
      .map((other) => other.profile.table.name);
    chosen.set(type, { type, profile, history: histories.get(profile) ?? null, assignments, score, others, kinds: null });
  }
  const guest = chosen.get('Guest');
  const party = guest && asParty(guest);
  if (party && party.assignments.length > (chosen.get('Party')?.assignments.length ?? 0)) chosen.set('Party', party);
  return Object.keys(RULES).flatMap((type) => (isRowType(type) ? (chosen.get(type) ?? []) : []));
}

function asParty(guest: TableChoice): TableChoice {
  const rule = RULES.Party;
  return rule ? { ...guest, type: 'Party', assignments: assignFields(guest.profile, rule, specsOf('Party')) } : guest;
}

interface Scored {
  readonly type: RowType;
  readonly profile: TableProfile;
  readonly assignments: readonly Assignment[];
  readonly score: number;
}

function scoreOf(type: RowType, rule: TypeRule, profile: TableProfile): Scored | null {
  const { table } = profile;
  const words = wordsOf(table.name);
  if (rule.not.test(words)) return null;
  const isNamed = rule.tables.test(words);
  const isDescribed = table.comment !== '' && rule.comments.test(table.comment);
  if (!isNamed && !isDescribed) return null;
  const specs = specsOf(type);
  if (specs.name?.required && !holdsNames(profile)) return null;
  const assignments = assignFields(profile, rule, specs);
  const required = Object.entries(specs).filter(([, spec]) => spec.required);
  const covered = required.filter(([name]) => assignments.some(({ field }) => field === name)).length;
  const filled = profile.columns.some(({ rows }) => rows > 0) ? 0.1 : 0;
  const coverage = required.length === 0 ? 1 : covered / required.length;
  const fields = Math.min(0.3, assignments.length * 0.03);
  const named = isNamed && isDescribed ? 0.5 : isNamed ? 0.4 : 0.35;
  const weak = rule.weak?.test(words) ? WEAK : 0;
  const score = named - weak + coverage * 0.2 + fields + filled;
  return score < LEAST ? null : { type, profile, assignments, score };
}

/** A table between two others is called as they are, and names nobody; one without rows cannot be told from it. */
function holdsNames({ columns }: TableProfile): boolean {
  return (
    columns.every(({ filled }) => filled === 0) ||
    columns.some((column) => shareOf(column, (text) => /\p{L}{2}/u.test(text)) > HALF)
  );
}

/** A table and its history: hmaster of master, orders_history of orders. */
function pairOf(profile: TableProfile, profiles: readonly TableProfile[]): readonly (readonly [TableProfile, TableProfile])[] {
  const name = profile.table.name.toLowerCase();
  const older = new Set([
    `h${name}`,
    `${name}_his`,
    `${name}_hist`,
    `${name}_history`,
    `${name}_old`,
    `${name}_bak`,
    `his_${name}`,
    ...(name.endsWith('open') ? ['hist', 'history', 'closed'].map((end) => `${name.slice(0, -'open'.length)}${end}`) : []),
  ]);
  const history = profiles.find(({ table }) => older.has(table.name.toLowerCase()) && sameColumns(profile, table.columns));
  return history ? [[profile, history]] : [];
}

function sameColumns({ table }: TableProfile, columns: readonly { readonly name: string }[]): boolean {
  const names = new Set(columns.map(({ name }) => name.toLowerCase()));
  return table.columns.every(({ name }) => names.has(name.toLowerCase()));
}
