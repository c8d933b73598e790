/** How a column of a canonical field is usually called, in words of `wordsOf` and in Chinese comments. */
export interface FieldRule {
  readonly names: RegExp;
  readonly comments: RegExp | null;
}

export type FieldRules = Readonly<Record<string, FieldRule>>;

/** How tables of a row type are usually called. */
export interface TypeRule {
  readonly tables: RegExp;
  readonly comments: RegExp;
  /** A table with these words is something else. */
  readonly not: RegExp;
  /** A table with these words is one of the type where there is no better. */
  readonly weak?: RegExp;
  /** Words for the thing itself that its own columns may carry: `CUST_NM` of a customer table is its name. */
  readonly own: readonly string[];
  readonly fields: FieldRules;
}

export function field(names: string, comments?: string): FieldRule {
  return { names: new RegExp(`^(?:${names})$`), comments: comments === undefined ? null : new RegExp(comments) };
}
