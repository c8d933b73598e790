/** A record with the id of the customer it was given to first. */
export interface HomedRecord {
  readonly id: string;
  /** Null for a record that is new. */
  readonly home: string | null;
}

/** A cluster with the id it is known by. */
export interface IdentifiedCluster<R extends HomedRecord = HomedRecord> {
  readonly id: string;
  /** The records, each with the home it has from now on. */
  readonly records: readonly (R & { readonly home: string })[];
  /** Ids of its records that are not its own: they lead to it. */
  readonly absorbed: readonly string[];
}

/**
 * Keeps the ids customers are known by. A cluster has the oldest id that is at home in it (ids sort by age, UUIDv7), so a record
 * that comes back to where it was brings its id back: after a merge and its undo everybody has the id of before. Where records of
 * one home went to several clusters, the home is where most of them are, then in the smaller cluster, then with the first record;
 * the others are at home in their cluster from now on.
 */
export function assignIds<R extends HomedRecord>(
  clusters: readonly (readonly R[])[],
  newId: () => string,
): readonly IdentifiedCluster<R>[] {
  const owners = ownersOf(clusters);
  return clusters.map((records, at) => {
    const homes = [...new Set(records.flatMap(({ home }) => home ?? []))].sort();
    const own = homes.filter((home) => owners.get(home) === at);
    const [id = newId(), ...absorbed] = own;
    const homeOf = ({ home }: R): string => (home !== null && own.includes(home) ? home : id);
    return { id, absorbed, records: records.map((record) => ({ ...record, home: homeOf(record) })) };
  });
}

interface Claim {
  readonly at: number;
  readonly records: number;
  readonly size: number;
  readonly first: string;
}

/** Of each home the position of the cluster that keeps it. */
function ownersOf(clusters: readonly (readonly HomedRecord[])[]): ReadonlyMap<string, number> {
  const best = new Map<string, Claim>();
  for (const [at, records] of clusters.entries()) {
    const counts = new Map<string, { records: number; first: string }>();
    for (const { id, home } of records) {
      if (home === null) continue;
      const count = counts.get(home);
      if (count) count.records += 1;
      else counts.set(home, { records: 1, first: id });
    }
    for (const [home, count] of counts) {
      const claim = { at, size: records.length, ...count };
      const known = best.get(home);
      if (!known || isBetter(claim, known)) best.set(home, claim);
    }
  }
  return new Map([...best].map(([home, { at }]) => [home, at]));
}

function isBetter(a: Claim, b: Claim): boolean {
  if (a.records !== b.records) return a.records > b.records;
  if (a.size !== b.size) return a.size < b.size;
  return a.first < b.first;
}
