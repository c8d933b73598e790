import type { SourceKey } from '#core/source-key';
import type { LimitFacts } from './credit-limit';

export interface CreditLimitSource {
  /** Dated limits and the limits on the party records, per customer, in customer order. */
  limitFacts(customers: readonly (readonly SourceKey[])[]): Promise<readonly LimitFacts[]>;
}
