import { link, mkdir, open, readFile, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { randomUUID } from 'node:crypto';
import { exportJWK, generateKeyPair, importJWK, SignJWT, type JWK } from 'jose';
import type { Role } from '#policy/roles';
import { systemErrorCode } from '#core/system-error';

/** What both ends of a demo token agree on. */
export const DEMO_ISSUER = 'urn:customer-graph:demo';
export const TOKEN_AUDIENCE = 'customer-graph';
export const DEMO_ALGORITHM = 'ES256';

/** The signing key of the demo issuer; made once, readable by its owner only. */
export async function demoIssuerKey(path: string): Promise<JWK> {
  for (;;) {
    try {
      return JSON.parse(await readFile(path, 'utf8')) as JWK;
    } catch (error) {
      if (systemErrorCode(error) !== 'ENOENT') throw error;
    }
    await createKey(path);
  }
}

// Written aside and linked: two first starts at once agree on one key, and no reader sees half of it.
async function createKey(path: string): Promise<void> {
  const { privateKey } = await generateKeyPair(DEMO_ALGORITHM, { extractable: true });
  const key = { ...(await exportJWK(privateKey)), alg: DEMO_ALGORITHM, kid: randomUUID() };
  const draft = `${path}.${randomUUID()}`;
  await mkdir(dirname(path), { recursive: true });
  const file = await open(draft, 'w', 0o600);
  await file.writeFile(JSON.stringify(key));
  await file.close();
  await link(draft, path).catch((error: unknown) => {
    if (systemErrorCode(error) !== 'EEXIST') throw error;
  });
  await unlink(draft);
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
    .setExpirationTime(ttl)
    .sign(await importJWK(key, DEMO_ALGORITHM));
}

/** The public half, for verification. */
export function publicKey({ kty, crv, x, y, kid, alg }: JWK): JWK {
  return { kty, crv, x, y, kid, alg } as JWK;
}
