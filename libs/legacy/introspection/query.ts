import type { Stored } from '../codec/codec';

/** Runs one reading statement within the limits of whoever asks. */
export type Query = (sql: string, params: readonly Stored[]) => Promise<readonly (readonly Stored[])[]>;
