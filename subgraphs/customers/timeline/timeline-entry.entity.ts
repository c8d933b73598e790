import { defineEntity, p } from '@mikro-orm/core';

/** What happened with a party; it belongs to the party's record, so that a merge or unmerge of customers moves it. */
export const TimelineEntryEntity = defineEntity({
  name: 'TimelineEntry',
  tableName: 'timeline_entry',
  indexes: [{ properties: ['partySystem', 'partyKey', 'occurredOn'] }, { properties: ['feed', 'rowKey'] }],
  properties: {
    id: p.string().length(300).primary(),
    feed: p.string().length(100),
    rowKey: p.string().length(190),
    partySystem: p.string().length(40),
    partyKey: p.string().length(120),
    kind: p.string().length(20),
    occurredOn: p.string().length(10),
    occurredAt: p.string().length(40).nullable(),
    title: p.string().length(300).nullable(),
    status: p.string().length(40).nullable(),
    amount: p.string().length(40).nullable(),
    currency: p.string().length(3).nullable(),
    subject: p.string().length(255),
  },
});
