import type { SourceKey } from '#core/source-key';
import type { StandingFacts } from './credit-standing';

export interface StandingFactsSource {
  /** Facts of all receivable documents per customer, in customer order. */
  standingFacts(customers: readonly (readonly SourceKey[])[]): Promise<readonly (readonly StandingFacts[])[]>;
}
