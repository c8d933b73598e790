import { z } from 'zod';
import { ACTIVITY_KINDS, FEED_KINDS } from '#core/feed';

const Page = z.object({
  rows: z.array(z.object({ key: z.string(), hash: z.string() })),
  cursor: z.string(),
  isComplete: z.boolean(),
});
const Activity = z.object({
  key: z.string(),
  kind: z.enum(ACTIVITY_KINDS),
  party: z.object({ system: z.string(), key: z.string() }).nullable(),
  occurredOn: z.string().nullable(),
  occurredAt: z.string().nullable(),
  title: z.string().nullable(),
  status: z.string().nullable(),
  amount: z.object({ amount: z.string(), currency: z.string() }).nullable(),
  subject: z.string(),
});

const PAGE = '{ rows { key hash } cursor isComplete }';

/** The questions the worker asks of a feed schema, and the answers it takes. */
export const FEED_QUESTIONS = {
  feeds: {
    query: '{ feeds { name kind system type } }',
    answer: z.object({
      feeds: z.array(z.object({ name: z.string(), kind: z.enum(FEED_KINDS), system: z.string(), type: z.string() })),
    }),
  },
  support: {
    query: 'query ($feed: String!) { support(feed: $feed) { hasWatermark compareEveryMs } }',
    answer: z.object({ support: z.object({ hasWatermark: z.boolean(), compareEveryMs: z.number().nullable() }) }),
  },
  newest: {
    query: 'query ($feed: String!) { newest(feed: $feed) }',
    answer: z.object({ newest: z.string() }),
  },
  changes: {
    query: `query ($feed: String!, $after: String, $first: Int!) { changes(feed: $feed, after: $after, first: $first) ${PAGE} }`,
    answer: z.object({ changes: Page }),
  },
  rows: {
    query: `query ($feed: String!, $after: String, $first: Int!) { rows(feed: $feed, after: $after, first: $first) ${PAGE} }`,
    answer: z.object({ rows: Page }),
  },
  activities: {
    query: `query ($feed: String!, $keys: [String!]!) {
      activities(feed: $feed, keys: $keys) {
        key kind party { system key } occurredOn occurredAt title status amount { amount currency } subject
      }
    }`,
    answer: z.object({ activities: z.array(Activity.nullable()) }),
  },
} as const;

/** What a feed schema answers over the wire. */
export const FeedAnswer = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z
    .array(z.object({ message: z.string(), extensions: z.object({ code: z.string().optional() }).loose().optional() }))
    .optional(),
});
export type FeedAnswer = z.infer<typeof FeedAnswer>;
