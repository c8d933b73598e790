import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createLocalJWKSet,
  decodeJwt,
  exportJWK,
  generateKeyPair,
  importJWK,
  SignJWT,
  UnsecuredJWT,
  type JWK,
  type JWTVerifyGetKey,
} from 'jose';
import type { Roles } from '#policy/roles';
import type { Issued } from './revocations/revocation';
import { DEMO_ISSUER, demoIssuerKey, publicKey, signDemoToken, TOKEN_AUDIENCE } from './demo-issuer';
import { demoTokens, providerTokens, type IsRevoked, type MayReadOps, type Tokens, type VerifyCaller } from './verify-token';

const roles: Roles = new Map([
  ['GENERAL_MANAGER', { audience: 'STAFF', term: '总经理', person: { sub: 'u-1', employee: '1' } }],
  ['PARTNER', { audience: 'PARTNER', term: '代理商', person: { sub: 'p-1', partner: 'acme' } }],
  ['BI', { audience: 'BI', term: '商业智能', person: { sub: 'svc' } }],
  ['AUDITOR', { audience: 'AUDITOR', term: '审计员', person: { sub: 'u-2' } }],
  ['GUEST', { term: '访客', person: { sub: 'u-3' } }],
]);
const directory = mkdtempSync(join(tmpdir(), 'issuer-'));
const path = join(directory, 'demo-issuer.jwk');
const none: IsRevoked = () => Promise.resolve(false);
let key: JWK;
let verify: VerifyCaller;
let mayReadOps: MayReadOps;

beforeAll(async () => {
  key = await demoIssuerKey(path);
  ({ verifyToken: verify, mayReadOps } = demoTokens(key, roles, none));
});
afterAll(() => rmSync(directory, { recursive: true }));

interface Token {
  readonly claims?: object;
  readonly issuer?: string;
  readonly audience?: string;
  readonly expires?: string;
  readonly without?: 'exp' | 'iat' | 'sub';
}

async function token({ claims, issuer, audience, expires, without }: Token): Promise<string> {
  const jwt = new SignJWT({ roles: ['GENERAL_MANAGER'], ...claims })
    .setProtectedHeader({ alg: 'ES256', kid: key.kid ?? '' })
    .setIssuer(issuer ?? DEMO_ISSUER)
    .setAudience(audience ?? TOKEN_AUDIENCE);
  if (without !== 'exp') jwt.setExpirationTime(expires ?? '5m');
  if (without !== 'iat') jwt.setIssuedAt();
  if (without !== 'sub') jwt.setSubject('u-1');
  return jwt.sign(await importJWK(key, 'ES256'));
}

const bearer = async (made: Promise<string> | string): Promise<string> => `Bearer ${await made}`;

it('knows the demo person of a role', async () => {
  const partner = roles.get('PARTNER');
  if (!partner) throw new Error('no role');
  const claims = await verify(await bearer(signDemoToken(key, { role: 'PARTNER', definition: partner, ttl: '1h' })));
  expect(claims).toEqual({ sub: 'p-1', roles: ['PARTNER'], partner: 'acme', audience: 'PARTNER' });
});

it('gives a token of two audiences the narrower one', async () => {
  const claims = await verify(await bearer(token({ claims: { roles: ['GENERAL_MANAGER', 'PARTNER'] } })));
  expect(claims).toMatchObject({ audience: 'PARTNER' });
});

it.each([
  ['an auditor', ['GENERAL_MANAGER', 'AUDITOR', 'BI'], 'AUDITOR'],
  ['a partner', ['AUDITOR', 'PARTNER'], 'PARTNER'],
  ['a tool', ['BI', 'GENERAL_MANAGER'], 'BI'],
])('[AZ-09] %s stays one by whatever other role', async (_, all, audience) => {
  expect(await verify(await bearer(token({ claims: { roles: all } })))).toMatchObject({ audience });
});

it.each([['GUEST'], ['NO_SUCH_ROLE']])('gives the role %s no access', async (role) => {
  expect(await verify(await bearer(token({ claims: { roles: [role] } })))).toBe('NO_ACCESS');
});

describe('a token that was verified', () => {
  let time: number;
  let looks: number;
  let verifyAt: VerifyCaller;

  beforeEach(() => {
    time = Date.now();
    looks = 0;
    const local = createLocalJWKSet({ keys: [publicKey({ ...key, alg: 'ES256' })] });
    const counting: JWTVerifyGetKey = (header, signed) => {
      looks += 1;
      return local(header, signed);
    };
    verifyAt = providerTokens(counting, DEMO_ISSUER, roles, none, () => time).verifyToken;
  });

  it('is verified once a minute', async () => {
    const made = await bearer(token({ expires: '1h' }));
    for (const after of [0, 30_000, 29_000, 2000]) {
      time += after;
      expect(await verifyAt(made)).toMatchObject({ sub: 'u-1' });
    }
    expect(looks).toBe(2);
  });

  it('is refused once it has expired, though it was verified within the minute', async () => {
    const made = await bearer(token({ expires: '10s' }));
    expect(await verifyAt(made)).toMatchObject({ sub: 'u-1' });
    time += 39_000;
    expect(await verifyAt(made)).toMatchObject({ sub: 'u-1' });
    time += 2000;
    expect(await verifyAt(made)).toBe('STRANGER');
  });

  it('vouches for no other: one character makes it another token', async () => {
    const made = await bearer(token({ expires: '1h' }));
    expect(await verifyAt(made)).toMatchObject({ sub: 'u-1' });
    expect(await verifyAt(`${made.slice(0, -2)}${made.at(-2) === 'A' ? 'B' : 'A'}${made.at(-1) ?? ''}`)).toBe('STRANGER');
  });
});

it('accepts a clock that is 20 seconds behind', async () => {
  expect(await verify(await bearer(token({ expires: '-20s' })))).toMatchObject({ sub: 'u-1' });
});

it.each<[string, () => Promise<string> | string]>([
  ['of a past hour', () => token({ expires: '-1m' })],
  ['without expiry', () => token({ without: 'exp' })],
  ['without issue time', () => token({ without: 'iat' })],
  ['without subject', () => token({ without: 'sub' })],
  ['of another issuer', () => token({ issuer: 'https://evil.example' })],
  ['for another audience', () => token({ audience: 'other-api' })],
  ['without roles', () => token({ claims: { roles: [] } })],
  ['with roles that are text', () => token({ claims: { roles: 'GENERAL_MANAGER' } })],
  ['longer than 8 kB', () => token({ claims: { padding: 'x'.repeat(9000) } })],
  ['with a changed payload', async () => (await token({})).replace(/\.[^.]+\./, (part) => `${part.slice(0, -3)}AA.`)],
  ['that is unsigned', () => new UnsecuredJWT({ sub: 'u-1', roles: ['GENERAL_MANAGER'] }).setExpirationTime('1h').encode()],
  ['signed with the public key as a shared secret', () => sharedSecret()],
  ['signed with a key that it brings itself', () => ownKey()],
  ['that is nonsense', () => 'nonsense'],
])('refuses a token %s', async (_, make) => {
  expect(await verify(await bearer(make()))).toBe('STRANGER');
});

it.each([undefined, '', 'Bearer', 'Bearer ', 'Basic dTpw'])('refuses the header %p', async (header) => {
  expect(await verify(header)).toBe('STRANGER');
});

it('keeps one key, readable by its owner only, also when two starts make it at once', async () => {
  const other = join(directory, 'other', 'demo-issuer.jwk');
  const keys = await Promise.all([demoIssuerKey(other), demoIssuerKey(other), demoIssuerKey(other)]);
  expect(new Set(keys.map(({ kid }) => kid)).size).toBe(1);
  expect(statSync(other).mode & 0o777).toBe(0o600);
});

it('verifies tokens of an identity provider by its keys, and pins its issuer', async () => {
  const keys = createLocalJWKSet({ keys: [publicKey(key)] });
  const made = await bearer(token({ issuer: 'https://id.example' }));
  expect(await providerTokens(keys, 'https://id.example', roles, none).verifyToken(made)).toMatchObject({ sub: 'u-1' });
  expect(await providerTokens(keys, 'https://other.example', roles, none).verifyToken(made)).toBe('STRANGER');
});

function claimsOf(jwt: SignJWT): SignJWT {
  return jwt.setIssuer(DEMO_ISSUER).setAudience(TOKEN_AUDIENCE).setSubject('u-1').setIssuedAt().setExpirationTime('1h');
}

function sharedSecret(): Promise<string> {
  const secret = new TextEncoder().encode(JSON.stringify(publicKey(key)));
  return claimsOf(new SignJWT({ roles: ['GENERAL_MANAGER'] }))
    .setProtectedHeader({ alg: 'HS256' })
    .sign(secret);
}

async function ownKey(): Promise<string> {
  const { privateKey, publicKey: own } = await generateKeyPair('ES256', { extractable: true });
  const header = { alg: 'ES256', jwk: await exportJWK(own), kid: key.kid ?? '' };
  return claimsOf(new SignJWT({ roles: ['GENERAL_MANAGER'] }))
    .setProtectedHeader(header)
    .sign(privateKey);
}

it.each([
  ['ops:read', true],
  ['read ops:read write', true],
  ['ops:readonly', false],
  [['ops:read'], false],
  [undefined, false],
])('lets the scope %j read how the process does: %s', async (scope, allowed) => {
  const sent = await bearer(token({ claims: { ...(scope !== undefined && { scope }) } }));
  expect(await mayReadOps(sent)).toBe(allowed);
});

it('lets no expired or foreign token read how the process does', async () => {
  expect(await mayReadOps(await bearer(token({ claims: { scope: 'ops:read' }, expires: '-5m' })))).toBe(false);
  expect(await mayReadOps(await bearer(token({ claims: { scope: 'ops:read' }, audience: 'other' })))).toBe(false);
  expect(await mayReadOps(undefined)).toBe(false);
});

describe('a token that was taken back', () => {
  const asking = (answer: boolean | null): [Tokens, Issued[]] => {
    const asked: Issued[] = [];
    const isRevoked: IsRevoked = (issued) => Promise.resolve((asked.push(issued), answer));
    return [demoTokens(key, roles, isRevoked), asked];
  };

  it('[T11] is refused like one that was never valid, for the graph and for operators', async () => {
    const [tokens, asked] = asking(true);
    const sent = await bearer(token({ claims: { jti: 't-1', scope: 'ops:read' } }));
    expect(await tokens.verifyToken(sent)).toBe('STRANGER');
    expect(await tokens.mayReadOps(sent)).toBe(false);
    expect(asked).toEqual(Array(2).fill({ subject: 'u-1', tokenId: 't-1', issuedAt: expect.any(Number) }));
    expect(Math.abs(Date.now() - (asked[0]?.issuedAt ?? 0))).toBeLessThan(60_000);
  });

  it('is not told from a good one by a process that does not know the list: neither is let in', async () => {
    const [tokens] = asking(null);
    const sent = await bearer(token({ claims: { scope: 'ops:read' } }));
    expect(await tokens.verifyToken(sent)).toBe('UNKNOWN_YET');
    expect(await tokens.mayReadOps(sent)).toBe(false);
  });

  it('is looked for only when its signature holds: nonsense waits for no list', async () => {
    const [tokens, asked] = asking(null);
    expect(await tokens.verifyToken(await bearer(ownKey()))).toBe('STRANGER');
    expect(asked).toEqual([]);
  });
});

it('has an id, by which it can be taken back', async () => {
  const manager = roles.get('GENERAL_MANAGER');
  if (!manager) throw new Error('no role');
  const made = await signDemoToken(key, { role: 'GENERAL_MANAGER', definition: manager, ttl: '1h' });
  expect(decodeJwt(made).jti).toMatch(/^[0-9a-f-]{36}$/);
});
