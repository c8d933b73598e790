import type DataLoader from 'dataloader';
import type { Selected } from '#core/legacy-record';
import { decodeRowId, sourceKeyText, type SourceKey } from '#core/source-key';
import { loaderFamily } from '#graphql/loader-family';
import type { Guest } from './guest';
import type { GuestSource } from './guest.source';

/** The guest profiles of one request: all customers of a page share one batch per selection. */
export class GuestLoaders {
  private readonly systems: ReadonlySet<string>;
  private readonly profiles: (query: { fields: readonly string[] }) => DataLoader<SourceKey, Selected<Guest> | null, string>;

  constructor(source: GuestSource) {
    this.systems = new Set(source.systems);
    this.profiles = loaderFamily((query, keys) => source.byKeys(keys, query.fields), sourceKeyText);
  }

  /** The profiles among the source keys of a customer, in their order. */
  async ofCustomer(keys: readonly SourceKey[], fields: readonly string[]): Promise<readonly Selected<Guest>[]> {
    const own = keys.filter(({ system }) => this.systems.has(system));
    const found = await Promise.all(own.map((key) => this.profiles({ fields }).load(key)));
    return found.flatMap((guest) => guest ?? []);
  }

  /** The profile behind a global id; null when the id is not one of a guest or no profile has it. */
  async byId(id: string, fields: readonly string[]): Promise<Selected<Guest> | null> {
    const key = decodeRowId(id, 'Guest');
    return key ? this.profiles({ fields }).load(key) : null;
  }
}
