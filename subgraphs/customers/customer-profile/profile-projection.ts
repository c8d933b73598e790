import type { SourceKey } from '#core/source-key';
import type { Customer } from '../customer/customer';
import type { CustomerRegistry } from '../customer/customer.source';

const SLICE = 200;

/** Port to the stored profiles and the work that waits for them. Every write makes sure that no other worker works. */
export interface ProfileStore {
  pending(kind: 'PARTY' | 'ACTIVITY' | 'ALL', limit: number): Promise<readonly SourceKey[]>;
  /** Writes the profiles that changed; the work that led to it is done then. */
  write(customers: readonly Customer[], done: { kind: 'ACTIVITY'; keys: readonly SourceKey[] } | null): Promise<void>;
  /** Marks the profiles of customers that are no more. */
  keepOnly(customerIds: ReadonlySet<string>): Promise<void>;
  done(kind: 'PARTY' | 'ALL', keys: readonly SourceKey[], next: 'ALL' | null): Promise<void>;
}

/** Port to the registry: party records that are new, changed or gone must reach it. It may be told of one more than once. */
export interface PartyChanges {
  apply(records: readonly SourceKey[]): Promise<void>;
}

/** Keeps the profiles in step with the golden records and the timeline. */
export class ProfileProjection {
  constructor(
    private readonly store: ProfileStore,
    private readonly registry: Pick<CustomerRegistry, 'page' | 'bySource'>,
    private readonly parties: PartyChanges,
    private readonly pause: (tookMs: number) => Promise<void>,
    private readonly now: () => number,
  ) {}

  /** Does the work that waits. */
  async settle(): Promise<void> {
    const records = await this.store.pending('PARTY', Number.MAX_SAFE_INTEGER);
    if (records.length > 0) {
      await this.parties.apply(records);
      // Records may have moved between customers.
      await this.store.done('PARTY', records, 'ALL');
    }
    const all = await this.store.pending('ALL', 1);
    if (all.length > 0) {
      await this.refreshAll();
      await this.store.done('ALL', all, null);
    }
    for (;;) {
      const started = this.now();
      const keys = await this.store.pending('ACTIVITY', SLICE);
      if (keys.length === 0) return;
      const owners = await this.registry.bySource(keys);
      const customers = new Map(owners.flatMap((customer) => (customer ? [[customer.id, customer] as const] : [])));
      await this.store.write([...customers.values()], { kind: 'ACTIVITY', keys });
      await this.pause(this.now() - started);
    }
  }

  /** Every profile anew; those that are the same keep the instant of their last change. */
  async refreshAll(): Promise<void> {
    const ids = new Set<string>();
    for (let after: string | null = null; ;) {
      const started = this.now();
      const page: Awaited<ReturnType<CustomerRegistry['page']>> = await this.registry.page({ after, first: SLICE });
      for (const { id } of page.rows) ids.add(id);
      await this.store.write(page.rows, null);
      await this.pause(this.now() - started);
      after = page.cursors.at(-1) ?? null;
      if (!page.hasNextPage) break;
    }
    await this.store.keepOnly(ids);
  }
}
