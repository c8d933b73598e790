import type DataLoader from 'dataloader';
import type { Page } from '#core/page';
import { loaderFamily } from '#graphql/loader-family';
import type { Timeline, TimelineEntry, TimelineQuery } from './timeline-entry';

export interface TimelineLoaders {
  /** Pages by customer id: all customers of a page of customers share one statement. */
  readonly timeline: (query: TimelineQuery) => DataLoader<string, Page<TimelineEntry>, string>;
}

export const timelineLoaders = (timeline: Timeline): TimelineLoaders => ({
  timeline: loaderFamily(
    (query: TimelineQuery, customers: readonly string[]) => timeline.pages(customers, query),
    (id) => id,
  ),
});
