import type { Activity, ActivityKind } from '#core/feed';
import type { Money } from '#core/money';
import type { Page } from '#core/page';
import type { SourceKey } from '#core/source-key';

/** What happened with a party. */
export interface TimelineEntry {
  readonly id: string;
  readonly rowKey: string;
  readonly party: SourceKey;
  readonly kind: ActivityKind;
  readonly occurredOn: string;
  readonly occurredAt: string | null;
  readonly title: string | null;
  readonly status: string | null;
  readonly amount: Money | null;
  /** Id of the row in the graph. */
  readonly subject: string;
}

/** Characters of a title that are kept. */
const TITLE_LENGTH = 300;

/**
 * The entry of an activity; null when nobody knows whose it is, or when it was.
 * @param perStatus a row has an entry for every status it was seen in
 */
export function entryOf(activity: Activity, perStatus: boolean): TimelineEntry | null {
  const { key, party, occurredOn, subject, status, title } = activity;
  if (!party || occurredOn === null) return null;
  const { kind, occurredAt, amount } = activity;
  const id = perStatus ? `${subject}.${status ?? ''}` : subject;
  const short = title === null ? null : [...title].slice(0, TITLE_LENGTH).join('');
  return { id, rowKey: key, party, kind, occurredOn, occurredAt, title: short, status, amount, subject };
}

export interface TimelineQuery {
  readonly kinds: readonly ActivityKind[] | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly first: number;
  readonly after: string | null;
}

/** Port to the timeline; newest first. */
export interface Timeline {
  /** A page for each customer. @throws BadCursorError */
  pages(customers: readonly string[], query: TimelineQuery): Promise<readonly Page<TimelineEntry>[]>;
  count(customer: string, query: TimelineQuery): Promise<number>;
}
