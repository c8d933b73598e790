import type DataLoader from 'dataloader';
import type { GraphQLResolveInfo } from 'graphql';
import type { LegacyRecord, Selected } from '#core/legacy-record';
import type { KeyedSource } from '#core/record-source';
import { sourceKeyText, type SourceKey } from '#core/source-key';
import { followReference } from './follow-reference';
import { loaderFamily } from './loader-family';
import { selectedFields } from './selected-fields';

/** Rows that others refer to, for one request: everything a query selects of them costs one read per set of fields. */
export class KeyedLoader<T extends LegacyRecord> {
  private readonly records: (query: { fields: readonly string[] }) => DataLoader<SourceKey, Selected<T> | null, string>;

  constructor(source: KeyedSource<T>) {
    this.records = loaderFamily((query, keys) => source.byKeys(keys, query.fields), sourceKeyText);
  }

  byKey(key: SourceKey, fields: readonly string[]): Promise<Selected<T> | null> {
    return this.records({ fields }).load(key);
  }

  /** The record that `field` of another record refers to. */
  follow(record: LegacyRecord, field: string, info: GraphQLResolveInfo): Promise<Selected<T> | null> {
    return followReference(record, field, (key) => this.byKey(key, selectedFields(info)));
  }
}
