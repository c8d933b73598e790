import type { Knex } from '@mikro-orm/mysql';
import { holdsAt, widerOf, type Revocation, type RevokedKind } from './revocation';

/** A row of `revocation`. */
export interface RevocationRow {
  readonly kind: RevokedKind;
  readonly value: string;
  readonly issued_until: string | null;
  readonly reason: string | null;
  readonly revoked_at: string;
  readonly revoked_by: string | null;
  readonly ends_at: string | null;
}

export const revocationOfRow = (row: RevocationRow): Revocation => ({
  kind: row.kind,
  value: row.value,
  issuedUntil: row.issued_until,
  reason: row.reason,
  revokedAt: row.revoked_at,
  revokedBy: row.revoked_by,
  endsAt: row.ends_at,
});

/** Revocations in the owned store of the gateway. */
export class RevocationStore {
  constructor(private readonly knex: Knex) {}

  async all(): Promise<readonly Revocation[]> {
    return ((await this.knex('revocation').orderBy(['revoked_at', 'kind', 'value'])) as readonly RevocationRow[]).map(
      revocationOfRow,
    );
  }

  /** @returns what is refused now: the wider one when there was a revocation of the same before; null, and nothing is changed, when neither is wider */
  async put(asked: Revocation): Promise<Revocation | null> {
    const { kind, value } = asked;
    const row = (await this.knex('revocation').where({ kind, value }).first()) as RevocationRow | undefined;
    const known = row && revocationOfRow(row);
    const held = known && holdsAt(known, asked.revokedAt) ? widerOf(known, asked) : asked;
    if (!held) return null;
    const columns = {
      issued_until: held.issuedUntil,
      reason: held.reason,
      revoked_at: held.revokedAt,
      revoked_by: held.revokedBy,
      ends_at: held.endsAt,
    };
    if (row) await this.knex('revocation').where({ kind, value }).update(columns);
    else await this.knex('revocation').insert({ kind, value, ...columns });
    return held;
  }

  /** @returns whether there was one */
  async lift(kind: RevokedKind, value: string): Promise<boolean> {
    return (await this.knex('revocation').where({ kind, value }).delete()) > 0;
  }
}
