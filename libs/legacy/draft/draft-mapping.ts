import type { Probe } from '../introspection/probe';
import { readTables } from '../introspection/read-tables';
import { readMapping } from '../mapping/load-mapping';
import { MappingError } from '../mapping/mapping-error';
import { nearHint } from '../mapping/near-names';
import { chooseByShape } from './by-shape';
import { chooseTables } from './choose-tables';
import { profileTable, type TableProfile } from './column-profile';
import { draftRowSet } from './draft-row-set';
import { splitKinds } from './split-kinds';
import { writeDraft } from './write-draft';

export interface DraftOptions {
  readonly id: string;
  readonly database: string;
  /** Only these tables; null: all. */
  readonly tables: readonly string[] | null;
}

/** What cannot be drafted: a table that the database does not have, or tables of which none is known for what it holds. */
export class CannotDraft extends Error {}

const MOST_NAMED = 10;

const MOST_REPAIRS = 50;

/** Proposes a mapping of a database: names, comments and sampled values, every line with its evidence. It can be loaded as it is. */
export async function draftMapping(probe: Probe, { id, database, tables }: DraftOptions): Promise<string> {
  const known = await readTables(probe.query, probe.database.dialect);
  for (const name of tables ?? []) {
    if (!known.has(name)) throw new CannotDraft(`There is no table ${name}${nearHint(name, known.keys())}`);
  }
  const profiles: TableProfile[] = [];
  for (const table of known.values()) {
    if (tables === null || tables.includes(table.name)) profiles.push(await profileTable(probe, table));
  }
  const byWords = splitKinds(chooseTables(profiles));
  // A table that a person names holds something, whatever it is called.
  const choices = tables === null ? byWords : chooseByShape(profiles, byWords);
  if (choices.length === 0 && tables === null) throw new CannotDraft(nothingKnown(profiles));
  const used = new Set(choices.flatMap(({ profile, history }) => [profile.table, ...(history ? [history.table] : [])]));
  const unmapped = profiles.filter(({ table }) => !used.has(table));
  const header = { id, database, looked: profiles, unmapped, isNamed: tables !== null };
  return loadable(
    writeDraft(
      header,
      choices.map((choice) => draftRowSet(choice, choices, profiles)),
    ),
  );
}

function nothingKnown(profiles: readonly TableProfile[]): string {
  const largest = profiles.toSorted((a, b) => b.table.rows - a.table.rows).slice(0, MOST_NAMED);
  const named = largest.map(({ table }) => `${table.name} (${table.rows} rows)`).join(', ');
  const advice =
    'name those that hold your customers and their documents (--tables a,b), and they are drafted by what is in them';
  return `No table is known by its name or comment for what it holds. The largest are ${named}: ${advice}`;
}

/** What the language refuses after all becomes a comment with the reason. */
function loadable(text: string): string {
  let lines = text.split('\n');
  for (let repairs = 0; repairs < MOST_REPAIRS; repairs += 1) {
    try {
      readMapping('draft', lines.join('\n'));
      return lines.join('\n');
    } catch (error) {
      const [problem] = error instanceof MappingError ? error.problems : [];
      const broken = problem && lines[problem.line - 1];
      if (!problem || broken === undefined || broken.trimStart().startsWith('#')) throw error;
      const indent = broken.length - broken.trimStart().length;
      const commented = `${' '.repeat(indent)}# ${broken.trimStart()}  (CONFIRM ${problem.message})`;
      lines = lines.with(problem.line - 1, commented);
    }
  }
  return lines.join('\n');
}
