import DataLoader from 'dataloader';

/** Parents of one batch; a list statement names all their keys, so the batch stays within the drivers' parameter limits. */
export const MAX_BATCH = 1000;

/**
 * DataLoaders that differ by a query (fields, filter, sort, page): two fields of a request that ask the same share one batch.
 * Make one family per request; a loader caches what it read.
 */
export function loaderFamily<Q extends object, K, V>(
  batch: (query: Q, keys: readonly K[]) => Promise<readonly V[]>,
  keyText: (key: K) => string,
): (query: Q) => DataLoader<K, V, string> {
  const loaders = new Map<string, DataLoader<K, V, string>>();
  return (query) => {
    const text = JSON.stringify(query);
    let loader = loaders.get(text);
    if (!loader) {
      loader = new DataLoader((keys) => batch(query, keys), { cacheKeyFn: keyText, maxBatchSize: MAX_BATCH });
      loaders.set(text, loader);
    }
    return loader;
  };
}
