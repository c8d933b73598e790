import { activityFeed } from '#runtime/feeds/legacy-feed';
import { businessDayOf } from '../business-day';

const TICKETS = activityFeed({
  type: 'Ticket',
  kind: 'TICKET',
  fields: ['customer', 'number', 'title', 'openedAt', 'status'],
  describe: ({ customer, number, title, openedAt, status }) => ({
    party: customer,
    occurredOn: openedAt && businessDayOf(openedAt),
    occurredAt: openedAt,
    title: title ?? number,
    status,
    amount: null,
  }),
});

/** What the service-tickets subgraph tells the worker. */
export const SERVICE_TICKETS_FEEDS = [TICKETS];
