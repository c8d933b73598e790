import { createLocalJWKSet, createRemoteJWKSet, jwtVerify, type JWK, type JWTVerifyGetKey } from 'jose';
import { z } from 'zod';
import type { Audience, Claims } from '#policy/claims';
import type { Roles } from '#policy/roles';
import { DEMO_ALGORITHM, DEMO_ISSUER, publicKey, TOKEN_AUDIENCE } from './demo-issuer';

const MAX_TOKEN_BYTES = 8192;

const Payload = z.object({
  sub: z.string().min(1),
  roles: z.array(z.string()).min(1),
  employee: z.string().optional(),
  region: z.string().optional(),
  hotel: z.string().optional(),
  partner: z.string().optional(),
});

/** Who stands behind an `authorization` header: `STRANGER` when it proves nobody, `NO_ACCESS` when no role of the caller reads the graph. */
export type Caller = Claims | 'STRANGER' | 'NO_ACCESS';
export type VerifyToken = (authorization: string | undefined) => Promise<Caller>;

/** Verifies demo tokens. */
export function demoTokens(key: JWK, roles: Roles): VerifyToken {
  return verifier(createLocalJWKSet({ keys: [publicKey(key)] }), { algorithms: [DEMO_ALGORITHM], issuer: DEMO_ISSUER }, roles);
}

/** Verifies tokens of an identity provider by its key set; the issuer is pinned when it is known. */
export function providerTokens({ jwksUrl, issuer }: { jwksUrl: string; issuer: string | null }, roles: Roles): VerifyToken {
  const pinned = { algorithms: ['RS256', 'ES256', 'EdDSA'], ...(issuer && { issuer }) };
  return verifier(createRemoteJWKSet(new URL(jwksUrl)), pinned, roles);
}

function verifier(keys: JWTVerifyGetKey, pinned: { algorithms: string[]; issuer?: string }, roles: Roles): VerifyToken {
  const options = { ...pinned, audience: TOKEN_AUDIENCE, requiredClaims: ['exp', 'iat', 'sub'], clockTolerance: 30 };
  return async (authorization) => {
    const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(authorization ?? '')?.[1];
    if (!token || token.length > MAX_TOKEN_BYTES) return 'STRANGER';
    try {
      const payload = Payload.parse((await jwtVerify(token, keys, options)).payload);
      const audience = audienceOf(payload.roles, roles);
      return audience ? ({ ...payload, audience } as Claims) : 'NO_ACCESS';
    } catch {
      // Whatever is wrong with a token, the caller learns only that it is not valid.
      return 'STRANGER';
    }
  };
}

// A token that mixes audiences gets the narrowest: a partner never becomes staff by a second role.
function audienceOf(names: readonly string[], roles: Roles): Audience | null {
  const audiences = names.map((name) => roles.get(name)?.audience);
  if (audiences.includes('PARTNER')) return 'PARTNER';
  if (audiences.includes('BI')) return 'BI';
  return audiences.includes('STAFF') ? 'STAFF' : null;
}
