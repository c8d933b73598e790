import type { StoreSchema } from './store-schema';

/** One step of an owned store from its release to the next. It is never changed once released: a later step changes its outcome. */
export interface Migration {
  /** Sorts by its number: `0001-contract-refs`. */
  readonly name: string;
  up(schema: StoreSchema): Promise<void>;
}

/** The store was written by a newer release than this one. */
export class StoreTooNewError extends Error {
  constructor(store: string, unknown: readonly string[]) {
    super(
      `The store ${store} holds ${unknown.join(', ')}, which this release does not know: a newer release wrote it. ` +
        'Start that release, or restore a backup from before it.',
    );
  }
}

/** Another process migrates the store and does not finish. */
export class StoreLockedError extends Error {
  constructor(store: string, seconds: number) {
    super(`Another process has held the lock of the store ${store} for ${seconds} seconds. See what it does, then start again.`);
  }
}
