import type { GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import type { SourceRead } from '#core/source-report';
import type { FeedLag, FeedSource } from '#core/feed';
import type { AccessPolicy } from '#policy/access-policy';
import type { GraphClaims } from '#policy/claims';
import type { PoolUse } from './metrics/metrics';

/** What a subgraph needs to run inside another process. */
export interface SubgraphOptions {
  /** The file that binds mappings to subgraphs. */
  readonly sourcesFile: string;
  /** Connection URL of a legacy source: `file:/...` or `mysql://...`. */
  readonly urlFor: (sourceId: string) => string;
  /** Connection URL of the subgraph's owned store. */
  readonly storeUrl: string;
  /** Business day, YYYY-MM-DD, of work that no request asks for. */
  readonly businessDate: () => string;
  /** Who sees what; fields are guarded around the subgraph, rows and searches inside it. */
  readonly policy: Pick<AccessPolicy, 'sight' | 'rowScope'>;
  readonly log: Logger;
  /** Listens to every statement sent to a legacy source; tests count them. */
  readonly onStatement?: ((statement: { readonly source: string; readonly sql: string }) => void) | undefined;
}

/** One call of the gateway to a subgraph: who asks, on which business day, how long it may take, and where to report what was read. */
export interface CallContext {
  readonly claims: GraphClaims;
  /** Business day, YYYY-MM-DD: one request has the same day in all subgraphs. */
  readonly businessDate: string;
  readonly deadlineMs: number;
  readonly requestId: string;
  readonly report: (read: SourceRead) => void;
  /** The span this call is a part of; absent: nobody traces it. */
  readonly traceparent?: string | undefined;
}

export interface FollowOptions {
  /** Between two looks at the feeds. */
  readonly intervalMs: number;
  /** Longest time between two comparisons of all rows of a table. */
  readonly compareAtMostMs: number;
  /** Between two runs of the data quality rules; 0 or absent: only when somebody asks for one. */
  readonly qualityEveryMs?: number;
  /** Whether somebody waits for an answer of this process, to whom the work then gives way; absent: nobody asks it. */
  readonly isAsked?: () => boolean;
  /** Told after each look; empty: another process works. */
  readonly onLags?: (lags: readonly FeedLag[]) => void;
}

/** Work that goes on until it is stopped. */
export interface RunningWorker {
  stop(): Promise<void>;
}

/** A schema of a subgraph, and how it is called. */
export interface CalledSchema {
  /** Name of the subgraph. */
  readonly name: string;
  readonly schema: GraphQLSchema;
  /** The resolver context of one fetch: claims, loaders, readers. Nothing in it outlives the fetch. */
  context(call: CallContext): object;
}

/** A subgraph that the embedded gateway calls without HTTP. */
export interface InProcessSubgraph extends CalledSchema {
  /** Its change feeds, for the worker alone. */
  readonly feed?: CalledSchema;
  /** Begins to follow the feeds of all subgraphs, by their names; only the subgraph that keeps the projections can. */
  follow?(sources: ReadonlyMap<string, FeedSource>, options: FollowOptions): RunningWorker;
  /** Brings owned stores and projections up to date before the first request. */
  start?(): Promise<void>;
  /** What is wrong with its mappings and sources, in words; empty when nothing is. */
  check(): Promise<readonly string[]>;
  /** Connections to its sources at this moment. */
  poolUse?(): readonly PoolUse[];
  close(): Promise<void>;
}
