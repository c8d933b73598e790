import { parse, type DocumentNode } from 'graphql';
import { executeFetch } from '../execute-fetch';
import type { CalledSchema } from '../in-process-subgraph';
import type { Telemetry } from '../telemetry';
import { feedCall } from './feed-call';
import { FeedAnswer } from './feed-answer';
import type { FeedCaller } from './feed-client';

/** Asks the feeds of a subgraph in this process. */
export function inProcessFeed(feed: CalledSchema, businessDate: () => string, telemetry: Telemetry): FeedCaller {
  const documents = new Map<string, DocumentNode>();
  const documentOf = (query: string): DocumentNode => {
    const document = documents.get(query) ?? parse(query, { noLocation: true });
    documents.set(query, document);
    return document;
  };
  return {
    subgraph: feed.name,
    async ask(query, variables) {
      const fetch = { document: documentOf(query), variables, operationName: null, call: feedCall(businessDate()) };
      return FeedAnswer.parse(await executeFetch(feed, fetch, telemetry));
    },
    close: () => Promise.resolve(),
  };
}
