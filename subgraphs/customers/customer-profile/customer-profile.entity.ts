import { defineEntity, p } from '@mikro-orm/core';
import type { ProfileContent } from './customer-profile';

/** The profile of a customer as it was projected last; instants are ISO 8601 in UTC. */
export const CustomerProfileEntity = defineEntity({
  name: 'CustomerProfile',
  tableName: 'customer_profile',
  indexes: [{ properties: ['changedAt', 'id'] }],
  properties: {
    /** Pseudonym of the customer. */
    id: p.string().length(32).primary(),
    customerId: p.string().length(40),
    content: p.json<ProfileContent>().columnType('mediumtext'),
    changedAt: p.string().length(24),
    /** When the customer was found to be absorbed or gone. */
    removedAt: p.string().length(24).nullable(),
  },
});
