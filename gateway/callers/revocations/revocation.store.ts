import type { Knex } from '@mikro-orm/mysql';
import { widerOf, type Revocation, type RevokedKind } from './revocation';

/** A row of `revocation`. */
export interface RevocationRow {
  readonly kind: RevokedKind;
  readonly value: string;
  readonly issued_until: string | null;
  readonly reason: string | null;
  readonly revoked_at: string;
}

export const revocationOfRow = (row: RevocationRow): Revocation => ({
  kind: row.kind,
  value: row.value,
  issuedUntil: row.issued_until,
  reason: row.reason,
  revokedAt: row.revoked_at,
});

/** Revocations in the owned store of the gateway. */
export class RevocationStore {
  constructor(private readonly knex: Knex) {}

  async all(): Promise<readonly Revocation[]> {
    return ((await this.knex('revocation').orderBy(['revoked_at', 'kind', 'value'])) as readonly RevocationRow[]).map(
      revocationOfRow,
    );
  }

  /** @returns what is refused now: the wider one when there was a revocation of the same before */
  async put(asked: Revocation): Promise<Revocation> {
    const { kind, value } = asked;
    const row = (await this.knex('revocation').where({ kind, value }).first()) as RevocationRow | undefined;
    const held = row ? widerOf(revocationOfRow(row), asked) : asked;
    const columns = { issued_until: held.issuedUntil, reason: held.reason, revoked_at: held.revokedAt };
    if (row) await this.knex('revocation').where({ kind, value }).update(columns);
    else await this.knex('revocation').insert({ kind, value, ...columns });
    return held;
  }

  /** @returns whether there was one */
  async lift(kind: RevokedKind, value: string): Promise<boolean> {
    return (await this.knex('revocation').where({ kind, value }).delete()) > 0;
  }
}
