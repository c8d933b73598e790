import type { Page } from '#core/page';

/** Port to the search index of the registry. */
export interface CustomerSearch {
  /** Ids of the customers that have something of every word, best hits first. @throws BadUserInputError BadCursorError */
  find(query: { readonly search: string; readonly first: number; readonly after: string | null }): Promise<Page<string>>;
  /** Number of customers found. @throws BadUserInputError */
  countFound(search: string): Promise<number>;
}
