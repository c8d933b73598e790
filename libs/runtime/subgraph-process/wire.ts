import { z } from 'zod';
import { SOURCE_STATUSES } from '#core/source-report';
import { GRAPH_AUDIENCES } from '#policy/claims';

const text = z.string().min(1).max(200);
const Claims = z.strictObject({
  sub: text,
  roles: z.array(text).readonly(),
  audience: z.enum(GRAPH_AUDIENCES),
  employee: text.exactOptional(),
  region: text.exactOptional(),
  hotel: text.exactOptional(),
  partner: text.exactOptional(),
  purpose: text.exactOptional(),
});

/** What the gateway posts to a subgraph; all of it is covered by the signature. */
export const FetchBody = z.strictObject({
  query: z.string(),
  variables: z.record(z.string(), z.unknown()),
  operationName: z.string().nullable(),
  call: z.strictObject({
    claims: Claims,
    businessDate: z.iso.date(),
    deadlineMs: z.number().positive().max(600_000),
    requestId: text,
    traceparent: text.exactOptional(),
  }),
});
export type FetchBody = z.infer<typeof FetchBody>;

/** What a subgraph answers. Errors are fit for clients; sources are what its reads took. */
export const FetchAnswer = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z
    .array(
      z.object({
        message: z.string(),
        path: z.array(z.union([z.string(), z.number()])).optional(),
        extensions: z.record(z.string(), z.unknown()).optional(),
      }),
    )
    .optional(),
  extensions: z
    .object({
      sources: z
        .array(
          z.object({
            source: z.string(),
            status: z.enum(SOURCE_STATUSES),
            ms: z.number(),
            reason: z.string().exactOptional(),
            retryInMs: z.number().exactOptional(),
          }),
        )
        .optional(),
    })
    .optional(),
});
