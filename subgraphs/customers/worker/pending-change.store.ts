import type { EntityManager } from '@mikro-orm/core';
import type { SourceKey } from '#core/source-key';
import type { PendingKind } from './pending-change';
import { PendingChangeEntity } from './worker.entity';

/** Notes work inside the transaction that makes it necessary. */
export async function addPending(em: EntityManager, kind: PendingKind, keys: readonly SourceKey[]): Promise<void> {
  if (keys.length === 0) return;
  const rows = keys.map(({ system, key }) => ({ kind, system, key }));
  await em.upsertMany(PendingChangeEntity, rows, { onConflictAction: 'ignore' });
}

export async function pendingOf(em: EntityManager, kind: PendingKind, limit: number): Promise<readonly SourceKey[]> {
  const rows = await em.find(PendingChangeEntity, { kind }, { orderBy: { system: 'asc', key: 'asc' }, limit });
  return rows.map(({ system, key }) => ({ system, key }));
}

/** Notes that work is done, inside the transaction that did it. */
export async function removePending(em: EntityManager, kind: PendingKind, keys: readonly SourceKey[]): Promise<void> {
  for (const system of new Set(keys.map((key) => key.system))) {
    const own = keys.filter((key) => key.system === system).map(({ key }) => key);
    await em.nativeDelete(PendingChangeEntity, { kind, system, key: { $in: own } });
  }
}
