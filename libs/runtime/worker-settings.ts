import { z } from 'zod';

/** Longest time between two comparisons of a table, if nothing else is said. */
export const COMPARE_AT_MOST_MS = 86_400_000;

/** Settings of the worker, in a process of its own or inside `npm start`. */
export const WORKER_SETTINGS = {
  WORKER_INTERVAL_SECONDS: z.coerce
    .number()
    .min(0.1)
    .default(5)
    .describe('Of the worker: seconds between two looks at the feeds.'),
  WORKER_COMPARE_SECONDS: z.coerce
    .number()
    .min(1)
    .optional()
    .describe(
      'Of the worker: seconds after which all rows of a table are compared again at the latest, 86400 if not said (the demo: 5); a mapping may say less, and no table takes more than 1/20 of the time.',
    ),
  DATA_QUALITY_HOURS: z.coerce
    .number()
    .min(0)
    .default(24)
    .describe('Of the worker: hours between two runs of the data quality rules, 0: only when somebody asks for one.'),
};
