import type { Roles } from '#policy/roles';
import { CallerList } from '../caller-list/caller-list';
import type { Revocation } from '../revocations/revocation';
import type { ApiKey } from './api-key';
import { newKey, type NewKey } from './key-text';
import { apiKeyVerifier } from './verify-api-key';

const roles: Roles = new Map([
  ['GENERAL_MANAGER', { audience: 'STAFF', term: '总经理', person: { sub: 'u-1' } }],
  ['PARTNER', { audience: 'PARTNER', term: '代理商', person: { sub: 'p-1' } }],
  ['BI', { audience: 'BI', term: '商业智能', person: { sub: 'svc-bi' } }],
]);
const NOW = Date.parse('2026-06-30T12:00:00Z');
const CREATED = '2026-06-01T00:00:00.000Z';

const keyOf = ({ id, hash }: NewKey, more: Partial<ApiKey> = {}): ApiKey => ({
  id,
  hash,
  subject: 'powerbi',
  role: 'BI',
  partner: null,
  createdAt: CREATED,
  expiresAt: '2026-06-30T12:00:00.001Z',
  lastUsedOn: null,
  createdBy: 'ops',
  revokedAt: null,
  revokedBy: null,
  revokedReason: null,
  replacedBy: null,
  ...more,
});

const used: string[] = [];
beforeEach(() => void used.splice(0));

function verifierOf(list: CallerList | null) {
  const noteUse = ({ id }: ApiKey): void => void used.push(id);
  return apiKeyVerifier({ recent: () => Promise.resolve(list), noteUse }, roles, () => NOW);
}

const verify = (text: string, keys: readonly ApiKey[], revocations: readonly Revocation[] = []) =>
  verifierOf(new CallerList(keys, revocations))(text);

it('lets its holder in as a token of the same subject would, until it expires', async () => {
  const [bi, partner] = [newKey(), newKey()];
  const keys = [keyOf(bi), keyOf(partner, { subject: 'acme-portal', role: 'PARTNER', partner: 'acme' })];
  expect(await verify(bi.text, keys)).toEqual({ sub: 'powerbi', roles: ['BI'], audience: 'BI' });
  expect(await verify(partner.text, keys)).toEqual({
    sub: 'acme-portal',
    roles: ['PARTNER'],
    audience: 'PARTNER',
    partner: 'acme',
  });
  expect(used).toEqual([bi.id, partner.id]);
});

describe('refuses alike, and notes no use of,', () => {
  const mine = newKey();
  const other = newKey();
  const issuedUntil = (at: string | null): Revocation => ({
    kind: 'SUBJECT',
    value: 'powerbi',
    issuedUntil: at,
    endsAt: null,
    reason: null,
    revokedAt: CREATED,
    revokedBy: null,
  });
  // The secret of another key under the id of this one, with a checksum that fits: what a forger who knows the form would send.
  const forged = keyOf({ ...mine, hash: other.hash });
  it.each<[string, string, readonly ApiKey[], readonly Revocation[]]>([
    ['a text of another form', 'crm_nonsense', [keyOf(mine)], []],
    ['a key that nobody made', other.text, [keyOf(mine)], []],
    ['a key whose secret is another one', mine.text, [forged], []],
    ['a key that expires now', mine.text, [keyOf(mine, { expiresAt: new Date(NOW).toISOString() })], []],
    ['a key of a revoked subject', mine.text, [keyOf(mine)], [issuedUntil(null)]],
    ['a key that was made before its subject was revoked', mine.text, [keyOf(mine)], [issuedUntil(CREATED)]],
  ])('%s', async (_, text, keys, revocations) => {
    expect(await verify(text, keys, revocations)).toBe('STRANGER');
    expect(used).toEqual([]);
  });

  it('but not a key that was made after the moment until which its subject is revoked', async () => {
    expect(await verify(mine.text, [keyOf(mine)], [issuedUntil('2026-05-31T23:59:59.999Z')])).toMatchObject({ sub: 'powerbi' });
  });
});

it.each(['GENERAL_MANAGER', 'GONE'])('gives no access by the role %s, which has no keys (any more)', async (role) => {
  const key = newKey();
  expect(await verify(key.text, [keyOf(key, { role })])).toBe('NO_ACCESS');
});

it('cannot tell who holds a key without a list, but that a mistyped one is none', async () => {
  expect(await verifierOf(null)(newKey().text)).toBe('UNKNOWN_YET');
  expect(await verifierOf(null)('crm_nonsense')).toBe('STRANGER');
});
