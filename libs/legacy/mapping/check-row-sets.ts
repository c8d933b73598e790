import type { RowType } from '../canonical/row-types';
import { isHard, type Mapping, type RefField, type RowSet } from './mapping';
import type { MappingProblem } from './mapping-error';
import { nearHint } from './near-names';

type RowSets = ReadonlyMap<RowType, readonly RowSet[]>;

/** What only shows when all row sets of a source are read: keys that could be confused, references to sets that are not there. */
export function checkRowSets(type: RowType, sets: RowSets, system: string): readonly MappingProblem[] {
  const own = sets.get(type) ?? [];
  return [...confusedKeys(own), ...own.flatMap((rowSet) => lostRefs(rowSet, new Map([[system, sets]])))];
}

/** References between the sources of a process that lead to no one row set. */
export function checkRefsBetween(mappings: readonly Mapping[]): readonly MappingProblem[] {
  return mappings.flatMap(({ source, rows }) => {
    const others = new Map(
      mappings.filter(({ source: { id } }) => id !== source.id).map((other) => [other.source.id, other.rows]),
    );
    return [...rows.values()].flat().flatMap((rowSet) => lostRefs(rowSet, others));
  });
}

// `pos|7` could be the key 7 of the set `pos`, or the key of two columns of the set without label.
function confusedKeys(own: readonly RowSet[]): readonly MappingProblem[] {
  const plain = own.find(({ label }) => label === null);
  const confused = own.filter(({ label, key }) => label !== null && plain && key.length + 1 === plain.key.length);
  return confused.map(({ name, file, line }) => ({
    file,
    line,
    message: `${name}: with its label, its keys look like those of ${plain?.name ?? ''}; give that set a label too`,
  }));
}

function lostRefs(rowSet: RowSet, sources: ReadonlyMap<string, RowSets>): readonly MappingProblem[] {
  const refs = [...rowSet.fields.values()].filter((field): field is RefField => field.kind === 'ref');
  return refs.flatMap((field) =>
    field.targets.flatMap((target) => {
      const sets = sources.get(target.system);
      const problem = sets ? missingSet(field, target.type, target.label, sets) : null;
      return problem === null
        ? []
        : [{ file: field.file, line: field.line, message: `${rowSet.name}.${field.name}: ${problem}` }];
    }),
  );
}

/** Why a reference leads to no one row set; null when it does. */
function missingSet(field: RefField, type: RowType, label: string | null, sets: RowSets): string | null {
  const targets = sets.get(type) ?? [];
  // Nothing is looked up for a key: a reference to a type that the source does not map is a key all the same.
  if (targets.length === 0 || targets.some((set) => set.label === label)) return null;
  const names = targets.map(({ name }) => name);
  if (label !== null) return `there is no ${type}/${label}${nearHint(`${type}/${label}`, names)}`;
  return isHard(field) ? `${type} has several row sets; name the one that is meant: ${names.join(', ')}` : null;
}
