import type { Page } from '#core/page';
import type { SourceKey } from '#core/source-key';
import type { Customer } from './customer';

export interface CustomerPage {
  readonly first: number;
  readonly after: string | null;
}

/** Port to the party registry. */
export interface CustomerRegistry {
  /** Customers in the order asked; the id of an absorbed customer answers its survivor. */
  byIds(ids: readonly string[]): Promise<readonly (Customer | null)[]>;
  bySource(keys: readonly SourceKey[]): Promise<readonly (Customer | null)[]>;
  /** Customers by id, oldest first. @throws BadCursorError */
  page(page: CustomerPage): Promise<Page<Customer>>;
  count(): Promise<number>;
}
