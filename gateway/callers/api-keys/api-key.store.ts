import type { Knex } from '@mikro-orm/mysql';
import type { Deed } from '../events/caller-event';
import type { ApiKey } from './api-key';

/** A row of `api_key`. */
export interface ApiKeyRow {
  readonly id: string;
  readonly hash: string;
  readonly subject: string;
  readonly role: string;
  readonly partner: string | null;
  readonly created_at: string;
  readonly expires_at: string;
  readonly last_used_on: string | null;
  readonly revoked_at: string | null;
  readonly created_by: string | null;
  readonly revoked_by: string | null;
  readonly revoked_reason: string | null;
  readonly replaced_by: string | null;
}

export const keyOfRow = (row: ApiKeyRow): ApiKey => ({
  id: row.id,
  hash: row.hash,
  subject: row.subject,
  role: row.role,
  partner: row.partner,
  createdAt: row.created_at,
  expiresAt: row.expires_at,
  lastUsedOn: row.last_used_on,
  revokedAt: row.revoked_at,
  createdBy: row.created_by,
  revokedBy: row.revoked_by,
  revokedReason: row.revoked_reason,
  replacedBy: row.replaced_by,
});

/** All keys with the last day of their use. */
export const apiKeyRows = (knex: Knex): Knex.QueryBuilder =>
  knex('api_key').select('api_key.*', knex('api_key_use').max('day').whereRaw('key_id = api_key.id').as('last_used_on'));

/** The rows of API keys in the owned store of the gateway. */
export class ApiKeyStore {
  constructor(private readonly knex: Knex) {}

  async all(): Promise<readonly ApiKey[]> {
    const rows = (await apiKeyRows(this.knex).orderBy(['subject', 'created_at', 'id'])) as readonly ApiKeyRow[];
    return rows.map(keyOfRow);
  }

  async find(id: string): Promise<ApiKey | null> {
    const row = (await apiKeyRows(this.knex).where({ id }).first()) as ApiKeyRow | undefined;
    return row ? keyOfRow(row) : null;
  }

  async add({ id, hash, subject, role, partner, createdAt, createdBy, expiresAt }: ApiKey): Promise<void> {
    const times = { created_at: createdAt, created_by: createdBy, expires_at: expiresAt };
    await this.knex('api_key').insert({ id, hash, subject, role, partner, ...times });
  }

  async replace(id: string, replacedBy: string, expiresAt: string): Promise<void> {
    await this.knex('api_key').where({ id }).update({ replaced_by: replacedBy, expires_at: expiresAt });
  }

  async revoke(id: string, revokedAt: string, { actor, reason }: Deed): Promise<void> {
    await this.knex('api_key').where({ id }).update({ revoked_at: revokedAt, revoked_by: actor, revoked_reason: reason });
  }
}
