import type { EntityManager } from '@mikro-orm/core';
import type { SourceKey } from '#core/source-key';
import { addRows, change, marks, rowsOf } from '#runtime/store/statements';
import type { PendingKind } from './pending-change';

/** Notes work inside the transaction that makes it necessary. */
export async function addPending(em: EntityManager, kind: PendingKind, keys: readonly SourceKey[]): Promise<void> {
  const rows = keys.map(({ system, key }) => ({ kind, system, source_key: key }));
  await addRows(em, 'pending_change', ['kind', 'system', 'source_key'], rows, 'STAYS');
}

/** The work that waits, at most `limit` of it. */
export async function pendingOf(em: EntityManager, kind: PendingKind, limit: number): Promise<readonly SourceKey[]> {
  const sql = 'select p.system, p.source_key as `key` from pending_change p where p.kind = ? order by p.system, p.source_key';
  return rowsOf(em, `${sql} limit ${limit}`, [kind]);
}

/** Notes that work is done, inside the transaction that did it. */
export async function removePending(em: EntityManager, kind: PendingKind, keys: readonly SourceKey[]): Promise<void> {
  for (const system of new Set(keys.map((key) => key.system))) {
    const own = keys.filter((key) => key.system === system).map(({ key }) => key);
    const sql = `delete from pending_change where kind = ? and \`system\` = ? and source_key in (${marks(own)})`;
    await change(em, sql, [kind, system, ...own]);
  }
}
