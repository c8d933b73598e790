import 'reflect-metadata';
import type { GraphQLSchema } from 'graphql';
import { buildSchemaSync } from 'type-graphql';
import type { FeedSource } from '#core/feed';
import type { LegacyCatalog } from '#legacy/source/legacy-catalog';
import type { CalledSchema } from '../in-process-subgraph';
import { FeedResolver, type FeedContext } from './feed.resolver';
import type { LegacyFeed } from './legacy-feed';
import { LegacyFeeds } from './legacy-feeds';

let built: GraphQLSchema | null = null;

/** Made once: every subgraph of a process has the same one, and what differs is in the context. */
function schemaOfFeeds(): GraphQLSchema {
  built ??= buildSchemaSync({ resolvers: [FeedResolver], skipCheck: true, validate: false });
  return built;
}

/** The second, small schema of a subgraph: its change feeds. It is no part of the supergraph; only the worker reads it. */
export function feedSchema(subgraph: string, catalog: LegacyCatalog, feeds: readonly LegacyFeed[]): CalledSchema {
  return {
    name: subgraph,
    schema: schemaOfFeeds(),
    context: ({ businessDate: today, deadlineMs, report }): FeedContext => {
      const scope = { today, deadlineMs, onRead: report };
      const source: FeedSource = new LegacyFeeds(feeds, catalog.reader(scope), catalog.changes(scope), today);
      return { source };
    },
  };
}
