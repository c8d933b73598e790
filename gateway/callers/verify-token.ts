import { createLocalJWKSet, jwtVerify, type JWK, type JWTPayload, type JWTVerifyGetKey } from 'jose';
import { z } from 'zod';
import type { Audience, Claims } from '#policy/claims';
import type { Roles } from '#policy/roles';
import { DEMO_ALGORITHM, DEMO_ISSUER, publicKey, TOKEN_AUDIENCE } from './demo-issuer';

const MAX_TOKEN_BYTES = 8192;
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

const OPS_SCOPE = 'ops:read';
const Scoped = z.object({ scope: z.string() });

/** Who stands behind an `authorization` header: `STRANGER` when it proves nobody, `NO_ACCESS` when no role of the caller reads the graph. */
export type Caller = Claims | 'STRANGER' | 'NO_ACCESS';
/** Whether a token has the scope `ops:read`: it may see how the process does, and nothing of the graph by that. */
export type MayReadOps = (authorization: string | undefined) => Promise<boolean>;
export type VerifyToken = (authorization: string | undefined) => Promise<Caller>;

/** The tokens of one issuer. */
export interface Tokens {
  readonly verifyToken: VerifyToken;
  readonly mayReadOps: MayReadOps;
}

/** Verifies demo tokens. */
export function demoTokens(key: JWK, roles: Roles): Tokens {
  return tokensOf(createLocalJWKSet({ keys: [publicKey(key)] }), { algorithms: [DEMO_ALGORITHM], issuer: DEMO_ISSUER }, roles);
}

/** Verifies tokens of an identity provider by its keys. */
export function providerTokens(keys: JWTVerifyGetKey, issuer: string, roles: Roles): Tokens {
  return tokensOf(keys, { algorithms: ['RS256', 'ES256', 'EdDSA'], issuer }, roles);
}

function tokensOf(keys: JWTVerifyGetKey, pinned: { algorithms: string[]; issuer: string }, roles: Roles): Tokens {
  const options = { ...pinned, audience: TOKEN_AUDIENCE, requiredClaims: ['exp', 'iat', 'sub'], clockTolerance: 30 };
  /** What a valid token says; whatever is wrong with one, the caller learns only that it is not valid. */
  const payloadOf = async (authorization: string | undefined): Promise<JWTPayload | null> => {
    const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(authorization ?? '')?.[1];
    if (!token || token.length > MAX_TOKEN_BYTES) return null;
    return jwtVerify(token, keys, options).then(
      ({ payload }) => payload,
      () => null,
    );
  };
  return {
    verifyToken: async (authorization) => {
      const { data: payload } = Payload.safeParse(await payloadOf(authorization));
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

// A token that mixes audiences gets the narrowest: a partner never becomes staff by a second role.
function audienceOf(names: readonly string[], roles: Roles): Audience | null {
  const audiences = names.map((name) => roles.get(name)?.audience);
  if (audiences.includes('PARTNER')) return 'PARTNER';
  if (audiences.includes('BI')) return 'BI';
  return audiences.includes('STAFF') ? 'STAFF' : null;
}
