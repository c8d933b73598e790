import type { Selected } from '#core/legacy-record';
import { decodeRowId, type SourceKey } from '#core/source-key';
import { KeyedLoader } from '#graphql/keyed-loader';
import type { Guest } from './guest';
import type { GuestSource } from './guest.source';

/** The guest profiles of one request: all customers of a page share one batch per selection. */
export class GuestLoaders extends KeyedLoader<Guest> {
  private readonly systems: ReadonlySet<string>;

  constructor(source: GuestSource) {
    super(source);
    this.systems = new Set(source.systems);
  }

  /** The profiles among the source keys of a customer, in their order. */
  async ofCustomer(keys: readonly SourceKey[], fields: readonly string[]): Promise<readonly Selected<Guest>[]> {
    const own = keys.filter(({ system }) => this.systems.has(system));
    const found = await Promise.all(own.map((key) => this.byKey(key, fields)));
    return found.flatMap((guest) => guest ?? []);
  }

  /** The profile behind a global id; null when the id is not one of a guest or no profile has it. */
  async byId(id: string, fields: readonly string[]): Promise<Selected<Guest> | null> {
    const key = decodeRowId(id, 'Guest');
    return key ? this.byKey(key, fields) : null;
  }
}
