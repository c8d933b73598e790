import type { SourceKey } from '#core/source-key';
import type { CustomerLoaders } from './customer.loaders';

/** Source records with what the registry knows of them; of one that is gone its key alone. */
export function matchedRecords(
  { bySource }: Pick<CustomerLoaders, 'bySource'>,
  keys: readonly SourceKey[],
): Promise<readonly SourceKey[]> {
  return Promise.all(
    keys.map(async ({ system, key }) => {
      const customer = await bySource.load({ system, key });
      const record = customer?.sourceRecords.find((one) => one.system === system && one.key === key);
      return { ...(record ?? { system, key }) };
    }),
  );
}
