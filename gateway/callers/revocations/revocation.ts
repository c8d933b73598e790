/** What a revocation refuses: all that was issued to a subject, or one token by its `jti`. */
export const REVOKED_KINDS = ['SUBJECT', 'TOKEN'] as const;
export type RevokedKind = (typeof REVOKED_KINDS)[number];

/** Tokens and keys that hold no more although they have not expired; instants are ISO 8601 in UTC. */
export interface Revocation {
  readonly kind: RevokedKind;
  /** `sub` or `jti`. */
  readonly value: string;
  /** Of a subject: what was issued until this moment is refused; null refuses whatever is issued. */
  readonly issuedUntil: string | null;
  readonly reason: string | null;
  readonly revokedAt: string;
  /** Who revoked it; null for what was done before that was kept. */
  readonly revokedBy: string | null;
  /** From this moment on it refuses nothing; null: until it is lifted. */
  readonly endsAt: string | null;
}

/** What a caller showed: a token, or an API key. */
export interface Issued {
  readonly subject: string;
  /** `jti` of a token. */
  readonly tokenId?: string | undefined;
  /** Milliseconds; a token tells whole seconds. */
  readonly issuedAt: number;
}

/** The one of two revocations of a subject or token that refuses all that the other does; null: neither of them. */
export function widerOf(known: Revocation, asked: Revocation): Revocation | null {
  if (covers(known, asked)) return known;
  return covers(asked, known) ? asked : null;
}

const covers = (wide: Revocation, narrow: Revocation): boolean =>
  isLater(wide.issuedUntil, narrow.issuedUntil) && isLater(wide.endsAt, narrow.endsAt);

/** Whether it refuses anything at a moment, ISO 8601 in UTC. */
export const holdsAt = ({ endsAt }: Pick<Revocation, 'endsAt'>, instant: string): boolean => endsAt === null || endsAt > instant;

/** Not earlier; null is never. */
const isLater = (a: string | null, b: string | null): boolean => a === null || (b !== null && a >= b);
