import { activityFeed } from '#runtime/feeds/legacy-feed';
import { businessDayOf } from '../business-day';

const STAYS = activityFeed({
  type: 'Stay',
  kind: 'STAY',
  fields: ['guest', 'hotel', 'account', 'arrivesAt', 'status', 'charges'],
  describe: ({ guest, hotel, account, arrivesAt, status, charges }) => ({
    party: guest,
    occurredOn: arrivesAt && businessDayOf(arrivesAt),
    occurredAt: arrivesAt,
    title: hotel && account ? `${hotel} ${account}` : (account ?? hotel),
    status,
    amount: charges,
  }),
});

/** What the hospitality subgraph tells the worker. */
export const HOSPITALITY_FEEDS = [STAYS];
