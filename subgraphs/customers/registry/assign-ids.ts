import { sourceKeyText } from '#core/source-key';
import type { Cluster } from './stitch';

export interface IdentifiedCluster {
  readonly id: string;
  readonly cluster: Cluster;
}

export interface Assignment {
  readonly clusters: readonly IdentifiedCluster[];
  /** Ids that were absorbed by another customer: absorbed -> survivor. */
  readonly absorbed: ReadonlyMap<string, string>;
}

/**
 * Keeps the ids customers are known by: a cluster keeps the oldest id of its records, the others become aliases of it.
 * Ids sort by age (UUIDv7). An id that two clusters claim stays with the one that holds its first record.
 */
export function assignIds(clusters: readonly Cluster[], known: ReadonlyMap<string, string>, newId: () => string): Assignment {
  const taken = new Set<string>();
  const absorbed = new Map<string, string>();
  const identified = clusters.map((cluster) => {
    const ids = [...new Set(cluster.flatMap(({ record }) => known.get(sourceKeyText(record)) ?? []))].sort();
    const id = ids.find((one) => !taken.has(one)) ?? newId();
    taken.add(id);
    for (const other of ids) if (other !== id && !taken.has(other)) absorbed.set(other, id);
    return { id, cluster };
  });
  for (const id of taken) absorbed.delete(id);
  return { clusters: identified, absorbed };
}
