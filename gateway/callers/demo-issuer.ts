import { randomUUID } from 'node:crypto';
import { exportJWK, generateKeyPair, importJWK, SignJWT, type JWK } from 'jose';
import type { Role } from '#policy/roles';
import { readOrCreateSecret } from '#runtime/secret-file';

/** What both ends of a demo token agree on. */
export const DEMO_ISSUER = 'urn:customer-graph:demo';
export const TOKEN_AUDIENCE = 'customer-graph';
export const DEMO_ALGORITHM = 'ES256';

/** The signing key of the demo issuer; made once, readable by its owner only. */
export async function demoIssuerKey(path: string): Promise<JWK> {
  return JSON.parse(await readOrCreateSecret(path, createKey)) as JWK;
}

async function createKey(): Promise<string> {
  const { privateKey } = await generateKeyPair(DEMO_ALGORITHM, { extractable: true });
  return JSON.stringify({ ...(await exportJWK(privateKey)), alg: DEMO_ALGORITHM, kid: randomUUID() });
}

export interface TokenRequest {
  readonly role: string;
  readonly definition: Role;
  readonly sub?: string | undefined;
  readonly partner?: string | undefined;
  readonly ttl: string;
  readonly scope?: string | undefined;
}

/** Signs a token for the demo person of a role. */
export async function signDemoToken(key: JWK, { role, definition, sub, partner, ttl, scope }: TokenRequest): Promise<string> {
  const { person } = definition;
  const claims = { roles: [role], ...person, ...(partner && { partner }), ...(scope && { scope }) };
  return new SignJWT(claims)
    .setProtectedHeader({ alg: DEMO_ALGORITHM, ...(key.kid && { kid: key.kid }) })
    .setSubject(sub ?? person.sub)
    .setIssuer(DEMO_ISSUER)
    .setAudience(TOKEN_AUDIENCE)
    .setIssuedAt()
    .setJti(randomUUID())
    .setExpirationTime(ttl)
    .sign(await importJWK(key, DEMO_ALGORITHM));
}

/** The public half, for verification. */
export function publicKey({ kty, crv, x, y, kid, alg }: JWK): JWK {
  return { kty, crv, x, y, kid, alg } as JWK;
}
