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
}

/** What a caller showed: a token, or an API key. */
export interface Issued {
  readonly subject: string;
  /** `jti` of a token. */
  readonly tokenId?: string | undefined;
  /** Milliseconds; a token tells whole seconds. */
  readonly issuedAt: number;
}

/** The wider of two revocations of one subject: a second one never lets in what the first refuses. */
export function widerOf(known: Revocation, asked: Revocation): Revocation {
  if (known.issuedUntil === null) return known;
  return asked.issuedUntil === null || asked.issuedUntil > known.issuedUntil ? asked : known;
}
