import type { Knex } from '@mikro-orm/mysql';
import { randomUUID } from 'node:crypto';
import type { Store } from '#runtime/store/open-store';
import { apiKeyRows, keyOfRow, type ApiKeyRow } from '../api-keys/api-key.store';
import { revocationOfRow, type RevocationRow } from '../revocations/revocation.store';
import { CallerList, type CallerListSource } from './caller-list';

const NAME = 'callers';
/** A statement that takes longer gives its connection up. */
const STATEMENT_MS = 2000;

/** The list in the owned store of the gateway. */
export function callerListStore({ knex }: Pick<Store, 'knex'>, now: () => number): CallerListSource {
  return {
    async version() {
      const row = (await knex('caller_list').where({ name: NAME }).first('version').timeout(STATEMENT_MS)) as
        { readonly version: string } | undefined;
      return row?.version ?? '';
    },
    async read() {
      const instant = new Date(now()).toISOString();
      const keys = (await apiKeyRows(knex)
        .whereNull('revoked_at')
        .where('expires_at', '>', instant)
        .timeout(STATEMENT_MS)) as readonly ApiKeyRow[];
      const revocations = (await knex('revocation').timeout(STATEMENT_MS)) as readonly RevocationRow[];
      return new CallerList(keys.map(keyOfRow), revocations.map(revocationOfRow));
    },
    async noteUse(keyIds, day) {
      await knex('api_key_use')
        .insert(keyIds.map((id) => ({ key_id: id, day })))
        .onConflict()
        .ignore()
        .timeout(STATEMENT_MS);
    },
  };
}

/**
 * Changes keys or revocations: all of it or nothing, and every process learns that there is something new. The version is written first, so that
 * changes wait for each other and read what the one before left. It is a random text: after a restore it is another one, too.
 */
export function changeCallers<T>({ knex }: Pick<Store, 'knex'>, change: (own: Knex) => Promise<T>): Promise<T> {
  return knex.transaction(async (own) => {
    const version = randomUUID();
    const changed = await own('caller_list').where({ name: NAME }).update({ version });
    if (changed === 0) await own('caller_list').insert({ name: NAME, version });
    return change(own);
  });
}
