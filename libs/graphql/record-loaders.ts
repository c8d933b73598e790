import type DataLoader from 'dataloader';
import type { GraphQLResolveInfo } from 'graphql';
import type { LegacyRecord, Selected } from '#core/legacy-record';
import type { Page } from '#core/page';
import type { RecordQuery, RecordSource } from '#core/record-source';
import { decodeRowId, sourceKeyText, type SourceKey } from '#core/source-key';
import { pageSize, toConnection, type Connection } from './connection';
import { KeyedLoader } from './keyed-loader';
import { loaderFamily } from './loader-family';
import { selectedNodeFields } from './selected-fields';

/** Arguments of a list field after GraphQL has applied their defaults. */
export interface RecordArgs<Filter> {
  readonly first: number;
  readonly after?: string | null;
  readonly filter?: Filter | null;
  readonly sort: string;
}

type Owner = readonly SourceKey[];
const ownerText = (owner: Owner): string => owner.map(sourceKeyText).join('\n');

/** The loaders of one concept for one request: every customer of a page shares one batch per list. */
export class RecordLoaders<T extends LegacyRecord, Filter extends object> extends KeyedLoader<T> {
  private readonly pages: (query: RecordQuery<Filter>) => DataLoader<Owner, Page<Selected<T>>, string>;
  private readonly counts: (query: { filter: Filter | null }) => DataLoader<Owner, number, string>;

  constructor(source: RecordSource<T, Filter>) {
    super(source);
    this.pages = loaderFamily((query, owners) => source.listByOwners(owners, query), ownerText);
    this.counts = loaderFamily((query, owners) => source.countByOwners(owners, query.filter), ownerText);
  }

  /** The page of an owner's records that a list field asks for; reads only the node fields that were selected. */
  async connection(owner: Owner, args: RecordArgs<Filter>, info: GraphQLResolveInfo): Promise<Connection<Selected<T>>> {
    const { after = null, filter = null, sort } = args;
    const query = { fields: selectedNodeFields(info), filter, sort, first: pageSize(args.first), after };
    const page = await this.pages(query).load(owner);
    if (page.refusal) throw page.refusal;
    // A page that holds the whole list counts it.
    const isWhole = after === null && !page.hasNextPage;
    return toConnection(page, () => (isWhole ? Promise.resolve(page.rows.length) : this.counts({ filter }).load(owner)));
  }

  /** The record behind a global id of `encodeRowId`, or null when the id is not of `type` or no row has it. */
  async byId(id: string, type: string, fields: readonly string[]): Promise<Selected<T> | null> {
    const key = decodeRowId(id, type);
    return key ? this.byKey(key, fields) : null;
  }
}
