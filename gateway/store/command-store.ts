import { systemErrorCode } from '#core/system-error';
import { StoreLockedError, StoreTooNewError } from '#runtime/store/migration';
import type { Store } from '#runtime/store/open-store';
import { placeOf } from '#runtime/store/place-of';
import { openGatewayStore } from './shared-gateway-store';

/** What is wrong with a command line, or with what it asks for; printed as it is. */
export class CommandError extends Error {}

/** Runs `work` on the store of the gateway, beside gateways that run. @throws CommandError when the store does not open */
export async function withGatewayStore<T>(url: string, work: (store: Store) => Promise<T>): Promise<T> {
  const store = await openGatewayStore(url).catch((error: unknown) => {
    if (error instanceof StoreTooNewError || error instanceof StoreLockedError) throw new CommandError(error.message);
    const why = systemErrorCode(error) ?? (error instanceof Error ? error.name : 'unknown');
    throw new CommandError(
      `The store of the gateway at ${placeOf(url)} does not open (${why}). DB_GATEWAY_URL says where it is.`,
    );
  });
  try {
    return await work(store);
  } catch (error) {
    if (systemErrorCode(error) !== 'ER_TABLEACCESS_DENIED_ERROR') throw error;
    throw new CommandError(
      `The user of DB_GATEWAY_URL may not change this at ${placeOf(url)}. Name the owner of the store: the user of npm run migrate-gateway.`,
    );
  } finally {
    await store.close();
  }
}
