import type { SourceKey } from '#core/source-key';
import type { Customer } from '../customer/customer';
import type { CustomerRegistry } from '../customer/customer.source';
import type { PendingKind } from '../worker/pending-change';

const SLICE = 200;
const NOTHING: DoneWork = { kind: 'PARTY', keys: [] };

/** Port to the stored profiles and the work that waits for them. Every write makes sure that no other worker works. */
export interface ProfileStore {
  pending(kind: PendingKind, limit: number): Promise<readonly SourceKey[]>;
  /** True when every profile is of this release: a release that computes them in another way has to write all of them. */
  isCurrent(): Promise<boolean>;
  /** Writes the profiles that changed and marks those of customers that are no more; the work that led to it is done then. */
  write(change: ProfileChange): Promise<void>;
  /** Marks the profiles of all other customers. */
  keepOnly(customerIds: ReadonlySet<string>): Promise<void>;
  done(work: DoneWork): Promise<void>;
  /** Notes that every profile has to be written. */
  askForAll(): Promise<void>;
}

export interface ProfileChange {
  readonly customers: readonly Customer[];
  /** Ids of customers that are no more. */
  readonly gone?: readonly string[];
  readonly done?: readonly DoneWork[];
}

/** Work that waited, and is done. */
export interface DoneWork {
  readonly kind: PendingKind;
  readonly keys: readonly SourceKey[];
}

/** Port to the registry: party records that are new, changed or gone must reach it. It may be told of one more than once. */
export interface PartyChanges {
  /** @returns those that have reached it; the others wait until their source answers */
  apply(records: readonly SourceKey[]): Promise<readonly SourceKey[]>;
}

/** Keeps the profiles in step with the golden records and the timeline. */
export class ProfileProjection {
  constructor(
    private readonly store: ProfileStore,
    private readonly registry: Pick<CustomerRegistry, 'page' | 'bySource' | 'byIds'>,
    private readonly parties: PartyChanges,
    private readonly pause: (tookMs: number) => Promise<void>,
    private readonly now: () => number,
  ) {}

  /** Does the work that waits. */
  async settle(): Promise<void> {
    const records = await this.store.pending('PARTY', Number.MAX_SAFE_INTEGER);
    const reached = records.length > 0 ? await this.parties.apply(records) : [];
    const done: DoneWork = { kind: 'PARTY', keys: reached };
    if (reached.length > SLICE) await this.store.done(done);
    await this.follow(reached.length > SLICE ? NOTHING : done);
    for (;;) {
      const started = this.now();
      const keys = await this.store.pending('ACTIVITY', SLICE);
      if (keys.length === 0) return;
      const owners = await this.registry.bySource(keys);
      const customers = new Map(owners.flatMap((customer) => (customer ? [[customer.id, customer] as const] : [])));
      await this.store.write({ customers: [...customers.values()], done: [{ kind: 'ACTIVITY', keys }] });
      await this.pause(this.now() - started);
      if (keys.length < SLICE) return;
    }
  }

  /** Brings the profiles in step with the registry; while it has not changed that costs one look. */
  followRegistry(): Promise<void> {
    return this.follow(NOTHING);
  }

  /** @param reached work that is done with the first profiles, or alone when none changes: a write less for the few */
  private async follow(reached: DoneWork): Promise<void> {
    if (!(await this.store.isCurrent())) await this.store.askForAll();
    const all = await this.store.pending('ALL', 1);
    let before = reached;
    if (all.length > 0) {
      await this.refreshAll();
      await this.store.done({ kind: 'ALL', keys: all });
    }
    for (;;) {
      const started = this.now();
      const keys = await this.store.pending('CUSTOMER', SLICE);
      if (keys.length === 0) return this.store.done(before);
      const ids = keys.map(({ key }) => key);
      const found = await this.registry.byIds(ids);
      // An absorbed id leads to its survivor, which is named itself.
      const customers = found.filter((customer, i): customer is Customer => customer?.id === ids[i]);
      const present = new Set(customers.map(({ id }) => id));
      const gone = ids.filter((id) => !present.has(id));
      await this.store.write({ customers, gone, done: [before, { kind: 'CUSTOMER', keys }] });
      before = NOTHING;
      await this.pause(this.now() - started);
      if (keys.length < SLICE) return;
    }
  }

  /** Every profile anew; those that are the same keep the instant of their last change. */
  private async refreshAll(): Promise<void> {
    const ids = new Set<string>();
    for (let after: string | null = null; ;) {
      const started = this.now();
      const page: Awaited<ReturnType<CustomerRegistry['page']>> = await this.registry.page({ after, first: SLICE });
      for (const { id } of page.rows) ids.add(id);
      await this.store.write({ customers: page.rows });
      await this.pause(this.now() - started);
      after = page.cursors.at(-1) ?? null;
      if (!page.hasNextPage) break;
    }
    await this.store.keepOnly(ids);
  }
}
