import type { EntityManager } from '@mikro-orm/core';
import { change, rowsOf } from '#runtime/store/statements';
import { WorkEndsError } from './work-ends';
import { WorkerLeaseEntity } from './worker.entity';

/** Milliseconds after which another process may take the work over from one that is silent. */
const LEASE_MS = 60_000;
/** Milliseconds after which who works says so again. */
const RENEW_MS = 20_000;
const NAME = 'worker';

interface Held {
  readonly holder: string;
  readonly expires_at: string;
}

/** Lets one process at a time do the work: the others wait for their turn. */
export class WorkerLease {
  /** @param alone no other process can reach the store, so that whoever held the lease is gone */
  constructor(
    private readonly fork: () => EntityManager,
    private readonly holder: string,
    private readonly now: () => number,
    private readonly alone: boolean,
  ) {}

  /** Whether this process may work now. */
  async take(): Promise<boolean> {
    const em = this.fork();
    const [held] = await rowsOf<Held>(em, 'select holder, expires_at from worker_lease where name = ?', [NAME]);
    // Every write confirms it: a look that finds nothing writes nothing.
    if (held?.holder === this.holder && held.expires_at > this.instant(LEASE_MS - RENEW_MS)) return true;
    const free = this.alone
      ? { name: NAME }
      : { name: NAME, $or: [{ holder: this.holder }, { expiresAt: { $lte: this.instant(0) } }] };
    if ((await em.nativeUpdate(WorkerLeaseEntity, free, this.mine())) > 0) return true;
    if ((await em.count(WorkerLeaseEntity, { name: NAME })) > 0) return false;
    await em.upsert(WorkerLeaseEntity, { name: NAME, ...this.mine() }, { onConflictAction: 'ignore' });
    return (await this.fork().count(WorkerLeaseEntity, { name: NAME, holder: this.holder })) > 0;
  }

  /**
   * Makes sure, inside a transaction, that nobody else works; nobody else can before it ends.
   * @throws WorkEndsError
   */
  async confirm(em: EntityManager): Promise<void> {
    const { holder, expiresAt } = this.mine();
    const sql = 'update worker_lease set expires_at = ? where name = ? and holder = ?';
    if ((await change(em, sql, [expiresAt, NAME, holder])) === 0) throw new WorkEndsError('another worker has taken over');
  }

  async release(): Promise<void> {
    await this.fork().nativeUpdate(WorkerLeaseEntity, { name: NAME, holder: this.holder }, { expiresAt: this.instant(0) });
  }

  private mine(): { holder: string; expiresAt: string } {
    return { holder: this.holder, expiresAt: this.instant(LEASE_MS) };
  }

  private instant(later: number): string {
    return new Date(this.now() + later).toISOString();
  }
}
