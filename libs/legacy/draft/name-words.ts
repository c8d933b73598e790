import { SYNONYMS } from './rules/synonyms';

// Words that columns are glued from without a mark between: CUSTNMBR, DOCDATE.
const GLUED: ReadonlySet<string> = new Set([
  ...[...SYNONYMS.keys(), ...SYNONYMS.values()].filter((word) => word.length > 2 && !word.includes('_')),
  ...[
    'no',
    'nm',
    'dt',
    'id',
    'due',
    'open',
    'post',
    'total',
    'base',
    'exchange',
    'orig',
    'local',
    'short',
    'paid',
    'email',
    'city',
    'country',
    'void',
  ],
]);
const SHORTEST_GLUED = 6;

/** A word as the known words it is glued from, also behind the letters of a module (RMCUST); itself where something is left over. */
function unglued(word: string): readonly string[] {
  if (GLUED.has(word)) return [word];
  const [, name, digit] = /^(\D{3,})(\d)$/.exec(word) ?? [];
  if (name !== undefined && digit !== undefined && GLUED.has(name)) return [name, digit];
  if (word.length < SHORTEST_GLUED) return [word];
  const module = /^[a-z]{2}(?=[a-z]{4})/.exec(word)?.[0] ?? '';
  return gluedFrom(word) ?? gluedFrom(word.slice(module.length))?.toSpliced(0, 0, module) ?? [word];
}

function gluedFrom(word: string): readonly string[] | null {
  const best: (readonly string[] | null)[] = [[]];
  for (let end = 1; end <= word.length; end += 1) {
    best[end] = null;
    for (let start = 0; start < end; start += 1) {
      const before = best[start];
      const part = word.slice(start, end);
      const known = best[end];
      if (before && GLUED.has(part) && (!known || before.length + 1 < known.length)) best[end] = [...before, part];
    }
  }
  return best[word.length] ?? null;
}

// `fk_soc`, `id_client`: the thing first, as in most names.
const FOREIGN_KEY =
  /^(?:fk|id)_(customer|company|party|invoice|order|product|contract|employee|ticket|user|status|currency|contact|payment)$/;

/** The words of a legacy name, in English where an abbreviation is known: `CUST_NM` is `customer_name`. */
export function wordsOf(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1_$2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .flatMap(unglued)
    .map((word) => SYNONYMS.get(word) ?? word)
    .join('_')
    .replace(FOREIGN_KEY, '$1_id');
}

/** Letters that all columns of a table start with and that say nothing: the F of `FName`, `FDate`. */
export function withoutPrefix(names: readonly string[]): (name: string) => string {
  const prefixed = names.length > 2 && names.every((name) => /^F[A-Z]/.test(name));
  return (name) => (prefixed ? name.slice(1) : name);
}

/** Words of a column that says on which side of the ledger a row stands. */
export const DEBIT_CREDIT = /^(dc|drcr|debit_credit|dc_ind|soll_haben|shkzg)(_(ind|flag|type))?$/;
