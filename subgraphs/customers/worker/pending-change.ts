/**
 * Work that something leaves behind.
 * PARTY: a record the registry must see; CUSTOMER: a customer that is other or no more; ACTIVITY: a record whose profile changes;
 * ALL: every profile.
 */
export type PendingKind = 'PARTY' | 'CUSTOMER' | 'ACTIVITY' | 'ALL';
