import type { SourceKey } from '#core/source-key';
import type { StayFacts } from './stay-summary';

export interface StayFactsSource {
  /** Facts of all stays per customer as a guest, in customer order. */
  stayFacts(customers: readonly (readonly SourceKey[])[]): Promise<readonly (readonly StayFacts[])[]>;
}
