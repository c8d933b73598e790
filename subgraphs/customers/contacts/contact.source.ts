import type { SourceKey } from '#core/source-key';
import type { Contact } from './contact';

export interface ContactSource {
  /** The contacts of customers in no order, in customer order. */
  contactsOf(customers: readonly (readonly SourceKey[])[]): Promise<readonly (readonly Contact[])[]>;
}
