import DataLoader from 'dataloader';
import { sourceKeyText, type SourceKey } from '#core/source-key';
import { isRefusal } from '../compile/refusal';
import type { LegacyReader } from '../legacy-reader';

/** Tells of parties whether a caller may see them. */
export type PartiesInScope = DataLoader<SourceKey, boolean, string>;

/** A reader of the sources named, or of all. */
export type OpenReader = (sources?: readonly string[]) => LegacyReader;

/** Parties that a caller sees by themselves: those of account owners (`system key`), or those that are named (`system key`). */
export type OwnParties = { readonly owners: ReadonlySet<string> } | { readonly parties: ReadonlySet<string> };

/**
 * The own parties, those that name such a party as the same one, and those that such a party names. What nobody can tell is not in scope. Three
 * statements at most per source and batch.
 */
export function partiesInScope(open: OpenReader, own: () => Promise<OwnParties>): PartiesInScope {
  return new DataLoader(async (keys) => inScope(open, await own(), keys), { cacheKeyFn: sourceKeyText });
}

async function inScope(open: OpenReader, own: OwnParties, keys: readonly SourceKey[]): Promise<readonly boolean[]> {
  if (('owners' in own ? own.owners : own.parties).size === 0) return keys.map(() => false);
  const isOwned = (row: (SourceKey & Pick<Party, 'owner'>) | null | undefined): boolean => {
    if (!row) return false;
    if ('parties' in own) return own.parties.has(sourceKeyText(row));
    return row.owner !== null && own.owners.has(sourceKeyText(row.owner));
  };
  const [parties, naming] = await Promise.all([partiesOf(open(), keys, ['owner', 'sameAs']), namingParties(open, keys)]);
  const named = await partiesOf(
    open(),
    [...parties.values()].flatMap((party) => (isOwned(party) || !party.sameAs ? [] : [party.sameAs])),
    ['owner'],
  );
  return keys.map((key, i) => {
    const party = parties.get(sourceKeyText(key));
    return (
      isOwned(party) ||
      naming.some((lists) => (lists[i] ?? []).some(isOwned)) ||
      Boolean(party?.sameAs && isOwned(named.get(sourceKeyText(party.sameAs))))
    );
  });
}

interface Party extends SourceKey {
  readonly owner: SourceKey | null;
  readonly sameAs: SourceKey | null;
}

/** Parties by `system key`, without those that no connected system has. */
async function partiesOf(
  reader: LegacyReader,
  keys: readonly SourceKey[],
  fields: readonly ('owner' | 'sameAs')[],
): Promise<ReadonlyMap<string, Party>> {
  const wanted = [...new Map(keys.map((key) => [sourceKeyText(key), key])).values()];
  if (wanted.length === 0) return new Map();
  const rows = await reader.byKeys('Party', wanted, fields);
  return new Map(
    rows.flatMap((row) => {
      if (!row) return [];
      const { system, key, owner = null, sameAs = null } = row;
      return [[sourceKeyText(row), { system, key, owner, sameAs }] as const];
    }),
  );
}

/** Parties that name each of these as the same one, from each source that can list them by that. */
function namingParties(
  open: OpenReader,
  keys: readonly SourceKey[],
): Promise<readonly (readonly (readonly Omit<Party, 'sameAs'>[])[])[]> {
  const lists = keys.map((key) => [key]);
  const read = open()
    .systemsOf('Party')
    .map(async (system) => {
      try {
        return await open([system]).allByRef('Party', 'sameAs', lists, ['owner']);
      } catch (error) {
        if (isRefusal(error)) return [];
        throw error;
      }
    });
  return Promise.all(read);
}
