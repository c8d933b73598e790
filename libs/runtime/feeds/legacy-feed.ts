import type { Activity, ActivityKind, FeedKind } from '#core/feed';
import { encodeRowId } from '#core/source-key';
import type { Row } from '#legacy/canonical/row';
import type { FieldOf, RowType } from '#legacy/canonical/row-types';
import type { LegacyReader } from '#legacy/legacy-reader';

/** A feed over the rows of one type, whatever sources serve them. */
export interface LegacyFeed {
  readonly kind: FeedKind;
  readonly type: RowType;
  /** The status follows from the business day as well: it counts as part of what a row holds. */
  readonly statusFollowsDay: boolean;
  /** What rows say on a business day. */
  read(reader: LegacyReader, system: string, keys: readonly string[], today: string): Promise<readonly (Activity | null)[]>;
}

export type Described = Omit<Activity, 'key' | 'kind' | 'subject'>;

interface ActivityFeedParts<T extends RowType, F extends FieldOf<T>> {
  readonly type: T;
  readonly kind: ActivityKind;
  readonly feed?: Extract<FeedKind, 'ACTIVITY' | 'CONTRACT_STATUS'>;
  readonly fields: readonly F[];
  readonly describe: (row: Row<T, F>, today: string) => Described;
}

/** A feed of activities: which fields it reads, and what a row means. */
export function activityFeed<T extends RowType, F extends FieldOf<T>>(parts: ActivityFeedParts<T, F>): LegacyFeed {
  const { type, kind, feed = 'ACTIVITY', fields, describe } = parts;
  return {
    kind: feed,
    type,
    statusFollowsDay: feed === 'CONTRACT_STATUS',
    async read(reader, system, keys, today) {
      const rows = await reader.byKeys(
        type,
        keys.map((key) => ({ system, key })),
        fields,
      );
      return rows.map((row) => {
        if (!row) return null;
        return { key: row.key, kind, subject: encodeRowId(system, type, row.key), ...describe(row, today) };
      });
    },
  };
}

/** The feed of party records. */
export const PARTY_FEED: LegacyFeed = {
  kind: 'PARTY',
  type: 'Party',
  statusFollowsDay: false,
  read: (_reader, _system, keys) => Promise.resolve(keys.map(() => null)),
};
