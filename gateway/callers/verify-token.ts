import { createLocalJWKSet, jwtVerify, type JWK, type JWTPayload, type JWTVerifyGetKey } from 'jose';
import { z } from 'zod';
import type { Audience, Claims } from '#policy/claims';
import type { Roles } from '#policy/roles';
import type { Issued } from './revocations/revocation';
import { ShownTokens } from './shown-tokens';
import { DEMO_ALGORITHM, DEMO_ISSUER, publicKey, TOKEN_AUDIENCE } from './demo-issuer';

const MAX_TOKEN_BYTES = 8192;
/** How far the clocks of provider and gateway may differ. */
const TOLERANCE_S = 30;
/** The audit trail keeps subjects up to this length. */
const MAX_SUBJECT = 190;

const Payload = z.object({
  sub: z.string().min(1).max(MAX_SUBJECT),
  roles: z.array(z.string()).min(1),
  employee: z.string().optional(),
  region: z.string().optional(),
  hotel: z.string().optional(),
  partner: z.string().optional(),
});

/** How a token says when it was issued, and which one it is. */
const Issue = z.object({ sub: z.string(), iat: z.number(), jti: z.string().optional() });

const NARROWEST_FIRST = ['PARTNER', 'AUDITOR', 'BI', 'STAFF'] as const satisfies readonly Audience[];

const OPS_SCOPE = 'ops:read';
const Scoped = z.object({ scope: z.string() });

/**
 * Who stands behind an `authorization` header: `STRANGER` when it proves nobody, `NO_ACCESS` when no role of the caller reads the graph,
 * `UNKNOWN_YET` when this process cannot tell whether what it proves was taken back.
 */
export type Caller = Claims | 'STRANGER' | 'NO_ACCESS' | 'UNKNOWN_YET';
/** Whether a token has the scope `ops:read`: it may see how the process does, and nothing of the graph by that. */
export type MayReadOps = (authorization: string | undefined) => Promise<boolean>;
export type VerifyCaller = (authorization: string | undefined) => Promise<Caller>;
/** Whether what was issued was taken back; null: this process never knew. */
export type IsRevoked = (issued: Issued) => Promise<boolean | null>;

/** The tokens of one issuer. */
export interface Tokens {
  readonly verifyToken: VerifyCaller;
  readonly mayReadOps: MayReadOps;
}

/** Verifies demo tokens. */
export function demoTokens(key: JWK, roles: Roles, isRevoked: IsRevoked, now: () => number = Date.now): Tokens {
  const keys = createLocalJWKSet({ keys: [publicKey(key)] });
  return tokensOf(keys, { algorithms: [DEMO_ALGORITHM], issuer: DEMO_ISSUER }, roles, isRevoked, now);
}

/** Verifies tokens of an identity provider by its keys. */
export function providerTokens(
  keys: JWTVerifyGetKey,
  issuer: string,
  roles: Roles,
  isRevoked: IsRevoked,
  now: () => number = Date.now,
): Tokens {
  return tokensOf(keys, { algorithms: ['RS256', 'ES256', 'EdDSA'], issuer }, roles, isRevoked, now);
}

interface Pinned {
  readonly algorithms: string[];
  readonly issuer: string;
}

function tokensOf(keys: JWTVerifyGetKey, pinned: Pinned, roles: Roles, isRevoked: IsRevoked, now: () => number): Tokens {
  const options = { ...pinned, audience: TOKEN_AUDIENCE, requiredClaims: ['exp', 'iat', 'sub'], clockTolerance: TOLERANCE_S };
  const shown = new ShownTokens(now);
  /** What a valid token says; whatever is wrong with one, the caller learns only that it is not valid. */
  const signedPayload = async (authorization: string | undefined): Promise<JWTPayload | null> => {
    const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(authorization ?? '')?.[1];
    if (!token || token.length > MAX_TOKEN_BYTES) return null;
    const known = shown.payloadOf(token);
    if (known) return known;
    try {
      const { payload } = await jwtVerify(token, keys, { ...options, currentDate: new Date(now()) });
      shown.remember(token, payload, ((payload.exp ?? 0) + TOLERANCE_S) * 1000);
      return payload;
    } catch {
      return null;
    }
  };
  /** The same of a token that nobody has taken back; undefined: this process cannot tell. */
  const payloadOf = async (authorization: string | undefined): Promise<JWTPayload | null | undefined> => {
    const payload = await signedPayload(authorization);
    const { data: issue } = Issue.safeParse(payload);
    if (!issue) return null;
    const revoked = await isRevoked({ subject: issue.sub, tokenId: issue.jti, issuedAt: issue.iat * 1000 });
    if (revoked === null) return undefined;
    return revoked ? null : payload;
  };
  return {
    verifyToken: async (authorization) => {
      const valid = await payloadOf(authorization);
      if (valid === undefined) return 'UNKNOWN_YET';
      const { data: payload } = Payload.safeParse(valid);
      if (!payload) return 'STRANGER';
      const audience = audienceOf(payload.roles, roles);
      return audience ? ({ ...payload, audience } as Claims) : 'NO_ACCESS';
    },
    mayReadOps: async (authorization) => {
      const { data } = Scoped.safeParse(await payloadOf(authorization));
      return data?.scope.split(' ').includes(OPS_SCOPE) ?? false;
    },
  };
}

// A token that mixes audiences gets the narrowest: a partner never becomes staff by a second role, and who audits reads no customer.
function audienceOf(names: readonly string[], roles: Roles): Audience | null {
  const audiences = names.map((name) => roles.get(name)?.audience);
  return NARROWEST_FIRST.find((audience) => audiences.includes(audience)) ?? null;
}
