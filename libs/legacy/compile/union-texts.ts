import type { Expression } from '../expression/ast';

/** What the tables of a union have in common, and what not: servers make no one column of texts in several collations. */
export interface UnionTexts {
  /** The collations of the stored texts that an expression reads, over all tables of the row set. */
  collationsOf(expression: Expression): ReadonlySet<string>;
}

const NONE: ReadonlySet<string> = new Set();

/** Texts that are nowhere put into one column with others. */
export const ONE_TABLE: UnionTexts = { collationsOf: () => NONE };
