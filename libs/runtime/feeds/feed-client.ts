import type { z } from 'zod';
import { BadCursorError, SourceTimeoutError, SourceUnavailableError } from '#core/errors';
import type { Activity, Feed, FeedPage, FeedPageAsked, FeedSource, FeedSupport } from '#core/feed';
import { FEED_QUESTIONS, type FeedAnswer } from './feed-answer';

/** Asks the feed schema of one subgraph, wherever it runs. */
export interface FeedCaller {
  readonly subgraph: string;
  ask(query: string, variables: Readonly<Record<string, unknown>>): Promise<FeedAnswer>;
  close(): Promise<void>;
}

/** The feeds of a subgraph, read through its feed schema. */
export class FeedClient implements FeedSource {
  constructor(private readonly caller: FeedCaller) {}

  async feeds(): Promise<readonly Feed[]> {
    return (await this.ask(FEED_QUESTIONS.feeds, {})).feeds;
  }

  async support(feed: string): Promise<FeedSupport> {
    return (await this.ask(FEED_QUESTIONS.support, { feed })).support;
  }

  async newest(feed: string): Promise<string> {
    return (await this.ask(FEED_QUESTIONS.newest, { feed })).newest;
  }

  async changes(feed: string, page: FeedPageAsked): Promise<FeedPage> {
    return (await this.ask(FEED_QUESTIONS.changes, { feed, ...page })).changes;
  }

  async rows(feed: string, page: FeedPageAsked): Promise<FeedPage> {
    return (await this.ask(FEED_QUESTIONS.rows, { feed, ...page })).rows;
  }

  async activities(feed: string, keys: readonly string[]): Promise<readonly (Activity | null)[]> {
    if (keys.length === 0) return [];
    return (await this.ask(FEED_QUESTIONS.activities, { feed, keys })).activities;
  }

  private async ask<T extends z.ZodType>(
    { query, answer }: { readonly query: string; readonly answer: T },
    variables: Readonly<Record<string, unknown>>,
  ): Promise<z.infer<T>> {
    const { data, errors = [] } = await this.caller.ask(query, variables);
    const [error] = errors;
    if (!error) return answer.parse(data);
    const { subgraph } = this.caller;
    const cause = new Error(error.message);
    switch (error.extensions?.code) {
      case 'BAD_CURSOR':
        throw new BadCursorError('its feed does not know it');
      case 'SOURCE_TIMEOUT':
        throw new SourceTimeoutError(subgraph, { cause });
      default:
        throw new SourceUnavailableError(subgraph, { cause });
    }
  }
}
