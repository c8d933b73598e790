import { explainStart } from '#runtime/run-process';
import { openStore } from '#runtime/store/open-store';
import { readConfig } from '../config';
import { gatewayStore } from './gateway-store';

/** Brings the store of the gateway to this release, as a user who may change its tables: the gateway itself may not. */
async function migrate(): Promise<void> {
  const store = await openStore(gatewayStore, readConfig().storeUrl('gateway'));
  await store.close();
  process.stdout.write('The store of the gateway is up to date\n');
}

migrate().catch((error: unknown) => {
  process.stderr.write(`${explainStart(error)}\n`);
  process.exitCode = 1;
});
