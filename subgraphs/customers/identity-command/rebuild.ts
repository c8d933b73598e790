import { existsSync } from 'node:fs';
import { systemErrorCode } from '#core/system-error';
import { lockDataDir } from '#runtime/data-dir-lock';
import { StoreLockedError, StoreTooNewError } from '#runtime/store/migration';
import { openStore, type Store } from '#runtime/store/open-store';
import { placeOf } from '#runtime/store/place-of';
import { readIdentitySettings } from '../registry/identity-settings';
import { PartyMatching, type Rebuilt } from '../registry/party-matching';
import { RegistryWriter } from '../registry/registry-writer.store';
import { timedIds } from '../registry/timed-ids';
import { WholeMatching } from '../registry/whole-matching';
import { OwnedStewardDecisions } from '../stewardship/steward-decision.store';
import { customersStore } from '../store';
import { openCrew } from '../whole-match/open-crew';
import { CommandError } from './command-error';
import type { RebuildConfig } from './config';
import { progressBar, type ProgressBar } from './progress-bar';

export interface RebuildOrder {
  readonly config: RebuildConfig;
  readonly threads: number;
  /** The model is fitted anew. */
  readonly isFitted: boolean;
  readonly isDryRun: boolean;
  /** How long it waits for a process that works on the registry. */
  readonly waitSeconds: number;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/**
 * Matches all records of the store of customers anew, beside the processes that use a store on a server; a store in a file belongs to one
 * process. @returns what came of it, in words
 */
export async function rebuild(order: RebuildOrder): Promise<string> {
  const url = order.config.storeUrl('customers');
  const release = url.startsWith('file:') ? takeFile(url, order.config.dataDir) : () => undefined;
  try {
    const store = await opened(url);
    try {
      return await rebuildIn(store, url, order);
    } finally {
      await store.close();
    }
  } finally {
    release();
  }
}

async function rebuildIn(store: Store, url: string, order: RebuildOrder): Promise<string> {
  const { threads, isFitted, isDryRun, waitSeconds, now } = order;
  const writer = new RegistryWriter(store.fork);
  if ((await writer.builtBy()) === null)
    throw new CommandError(
      `The store of customers ${placeOf(url)} has no records yet: the customers subgraph reads them when it starts`,
    );
  const bar = progressBar(process.stderr);
  const whole = new WholeMatching(
    (records) => openCrew(records, threads),
    ({ step, done, of }) => {
      bar.show(step, done, of);
      if (step === 'EXPLAIN' && done === of && !isDryRun) bar.show('WRITE', 0, 1);
    },
  );
  const matching = new PartyMatching({
    writer,
    settings: readIdentitySettings(),
    decisions: new OwnedStewardDecisions(store.fork),
    whole,
    newId: timedIds(now),
    now,
    exclusively: (work) => store.exclusively('registry', work, waitSeconds),
  });
  const started = now();
  const rebuilt = await endingOnSignals(whole, bar, () => matching.rebuild({ isFitted, isDryRun }));
  return outcomeText(rebuilt, isDryRun, (now() - started) / 1000);
}

/** A signal ends the matching, and the customers stay as they were; what is being written already is written. */
async function endingOnSignals<T>(whole: WholeMatching, bar: ProgressBar, work: () => Promise<T>): Promise<T> {
  const signals = ['SIGINT', 'SIGTERM'] as const;
  const end = (): void => void whole.end();
  for (const signal of signals) process.on(signal, end);
  try {
    return await work();
  } finally {
    for (const signal of signals) process.off(signal, end);
    bar.end();
  }
}

function outcomeText(
  { records, customers, customersBefore, merged, split, isFitted }: Rebuilt,
  isDryRun: boolean,
  seconds: number,
): string {
  return `${[
    `${records} records in ${customers} customers, ${customersBefore} before: ${merged} merged into others, ${split} split off`,
    isFitted ? 'by a model that was fitted to these records' : 'by the model they had',
    isDryRun ? 'nothing is written' : 'written',
    `${seconds.toFixed(1)} s`,
  ].join('; ')}\n`;
}

function takeFile(url: string, dataDir: string): () => void {
  if (!existsSync(placeOf(url)))
    throw new CommandError(
      `There are no customers in ${placeOf(url)}. DATA_DIR names the folder of the store, DB_CUSTOMERS_URL a server`,
    );
  return lockDataDir(dataDir, 'A store in a file belongs to one process: stop that one, rebuild, and start it again.');
}

async function opened(url: string): Promise<Store> {
  try {
    return await openStore(customersStore, url);
  } catch (error) {
    if (error instanceof StoreTooNewError || error instanceof StoreLockedError) throw error;
    const why = systemErrorCode(error) ?? (error instanceof Error ? error.name : 'unknown');
    throw new CommandError(`The store of customers ${placeOf(url)} does not open (${why}). DB_CUSTOMERS_URL says where it is`, {
      cause: error,
    });
  }
}
