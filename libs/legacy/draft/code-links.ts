import { specsOf } from '../mapping/build-field';
import { evidenceOf, type Assignment } from './assign-fields';
import { ruleOf, type TableChoice } from './choose-tables';
import { codeTableOf } from './code-table';
import type { ColumnProfile, TableProfile } from './column-profile';
import { columnText, proposed, type DraftLine } from './draft-line';
import { wordsOf } from './name-words';

export interface CodedField {
  readonly alias: string;
  readonly link: DraftLine;
  readonly assignment: Assignment;
  /** The column that holds the code. */
  readonly column: string;
}

const THROUGH_TABLE = 0.6;

/** Codes and categories whose words stand in a code table: read through a link. */
export function codeLinks(
  choice: TableChoice,
  profiles: readonly TableProfile[],
  alias: string,
): ReadonlyMap<string, CodedField> {
  const coded = new Map<string, CodedField>();
  for (const assignment of [...choice.assignments, ...leftToTables(choice, profiles)]) {
    const [column] = assignment.columns;
    if (!column || (assignment.spec.kind !== 'code' && assignment.spec.kind !== 'text')) continue;
    const table = codeTableOf(choice.profile, column, profiles);
    if (!table) continue;
    const name = `t${coded.size + 1}`;
    const on = `${columnText(name, table.key)} = ${columnText(alias, column.column.name)}`;
    coded.set(assignment.field, {
      alias: name,
      column: column.column.name,
      link: proposed(`${name}: { one: ${table.table}, on: '${on}' }`, `what ${column.column.name} means; ${table.why}`),
      assignment: { ...assignment, columns: [table.name], evidence: `through ${column.column.name}, ${evidenceOf(table.name)}` },
    });
  }
  return coded;
}

/** Fields that no column was found for, and columns that lead to a table of such words: `status_id`, `help_topic_id`. */
function leftToTables({ type, profile, assignments }: TableChoice, profiles: readonly TableProfile[]): readonly Assignment[] {
  const rule = ruleOf(type);
  const taken = new Set(assignments.flatMap(({ columns }) => columns));
  const left: Assignment[] = [];
  for (const [field, names] of Object.entries(rule?.fields ?? {})) {
    const spec = specsOf(type)[field];
    if (!spec || assignments.some((each) => each.field === field)) continue;
    const column = profile.columns.find((each) => !taken.has(each) && named(each).some((words) => names.names.test(words)));
    if (!column || !codeTableOf(profile, column, profiles)) continue;
    taken.add(column);
    left.push({ field, spec, columns: [column], score: THROUGH_TABLE, evidence: '' });
  }
  return left;
}

function named({ column }: ColumnProfile): readonly string[] {
  const words = wordsOf(column.name).replace(/_(id|code|number|key)$/, '');
  return [words, words.split('_').at(-1) ?? words];
}
