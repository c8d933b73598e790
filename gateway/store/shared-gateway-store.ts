import { openStore, type Store } from '#runtime/store/open-store';
import { isMysql } from '#runtime/store/store-schema';
import { gatewayStore } from './gateway-store';

/** Another process may hold a file as long as this; everything in this process waits meanwhile. */
const FILE_WAIT_MS = 500;

/** The store of the gateway as all parts of one process share it: two connections to one file would wait for each other for ever. */
export interface SharedGatewayStore {
  /** Opens it at the first call; an opening that failed is tried again at the next one. */
  readonly open: () => Promise<Store>;
  readonly close: () => Promise<void>;
}

export function sharedGatewayStore(url: string): SharedGatewayStore {
  let opening: Promise<Store> | null = null;
  return {
    open: () => {
      opening ??= openGatewayStore(url).catch((error: unknown) => {
        opening = null;
        throw error;
      });
      return opening;
    },
    close: async () => {
      const store = await opening?.catch(() => null);
      await store?.close();
    },
  };
}

/** Opens the store, which is made when it is not there. */
export async function openGatewayStore(url: string): Promise<Store> {
  const store = await openStore(gatewayStore, url);
  try {
    if (!isMysql(store.knex)) await store.knex.raw(`pragma busy_timeout = ${FILE_WAIT_MS}`);
    return store;
  } catch (error) {
    await store.close();
    throw error;
  }
}
