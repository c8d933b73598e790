import type { FieldSpec } from '../canonical/field';
import type { ColumnProfile, TableProfile } from './column-profile';
import { withoutPrefix, wordsOf } from './name-words';
import type { FieldRule, TypeRule } from './rules/field-rule';
import { fitsKind } from './value-shapes';

/** Columns proposed for one field, best first; only phone numbers take several. */
export interface Assignment {
  readonly field: string;
  readonly spec: FieldSpec;
  readonly columns: readonly ColumnProfile[];
  /** 0 to 1. */
  readonly score: number;
  readonly evidence: string;
  /** The column's other values belong to other row sets. */
  readonly isChosen?: boolean;
}

interface Candidate extends Assignment {
  readonly isNamed: boolean;
}

const BY_NAME = 0.7;
const BY_COMMENT = 0.6;
const BY_BOTH = 0.95;
/** `id` is the number of a thing only where nothing else is. */
const BY_ID = 0.4;
const SEVERAL: ReadonlySet<string> = new Set(['phones', 'contactPhone']);

/** Proposes a column for each field of a type: by name and comment, where the values fit the kind of the field. */
export function assignFields(
  profile: TableProfile,
  rule: TypeRule,
  specs: Readonly<Record<string, FieldSpec>>,
): readonly Assignment[] {
  const short = withoutPrefix(profile.table.columns.map(({ name }) => name));
  const candidates = Object.entries(rule.fields).flatMap(([field, fieldRule]) => {
    const spec = specs[field];
    return spec ? profile.columns.flatMap((column) => candidateOf(field, spec, fieldRule, rule.own, column, short) ?? []) : [];
  });
  const taken = new Set<ColumnProfile>();
  const assigned = new Map<string, Candidate>();
  for (const candidate of candidates.toSorted((a, b) => b.score - a.score)) {
    const [column] = candidate.columns;
    const before = assigned.get(candidate.field);
    if (!column || taken.has(column)) continue;
    if (!before) assigned.set(candidate.field, candidate);
    else if (SEVERAL.has(candidate.field)) {
      assigned.set(candidate.field, { ...before, columns: [...before.columns, column] });
    } else continue;
    taken.add(column);
  }
  return Object.keys(rule.fields).flatMap((field) => assigned.get(field) ?? []);
}

function candidateOf(
  field: string,
  spec: FieldSpec,
  rule: FieldRule,
  own: readonly string[],
  profile: ColumnProfile,
  short: (name: string) => string,
): Candidate | null {
  const { column } = profile;
  const words = wordsOf(short(column.name));
  const stripped = own.filter((word) => words.startsWith(`${word}_`)).map((word) => words.slice(word.length + 1));
  const isNamed = [words, ...stripped].some((each) => rule.names.test(each));
  const isDescribed = column.comment !== '' && (rule.comments?.test(column.comment) ?? false);
  if ((!isNamed && !isDescribed) || !fitsKind(profile, spec.kind, field)) return null;
  const byName = words === 'id' || stripped.includes('id') ? BY_ID : BY_NAME;
  const base = isNamed ? (isDescribed ? BY_BOTH : byName) : BY_COMMENT;
  const score = Math.max(0.1, profile.filled === 0 ? base - 0.3 : base);
  return { field, spec, columns: [profile], score, evidence: evidenceOf(profile), isNamed };
}

/** What was seen of a column: comment, type, how often it is filled, how many values it has. */
export function evidenceOf({ column, rows, filled, values }: ColumnProfile): string {
  const share = (part: number, whole: number): string => `${Math.round((100 * part) / Math.max(1, whole))} %`;
  return [
    ...(column.comment === '' ? [] : [`comment '${column.comment.replace(/\s+/gu, ' ').slice(0, 60)}'`]),
    column.type,
    rows === 0 ? 'no rows' : filled === 0 ? 'always empty' : `filled ${share(filled, rows)}`,
    ...(filled === 0 ? [] : [values.size <= 40 ? `${values.size} values` : `distinct ${share(values.size, filled)}`]),
  ].join(', ');
}
