import { join } from 'node:path';
import { readRoles } from '#policy/roles';
import { gatewayUnderTest, type Answer, type GatewayUnderTest } from '../../fixtures/gateway-under-test';
import { openGatewayStore } from '../../store/shared-gateway-store';
import { changeCallers } from '../caller-list/caller-list.store';
import { ApiKeyStore } from './api-key.store';
import { issueKey, revokeKey } from './issue-keys';
import { newKey } from './key-text';

const ROLES = readRoles(join(__dirname, '../../../schema/policy/roles.yaml'));
const BODY = JSON.stringify({ query: '{ customerProfiles { industry } }' });
const DAY_MS = 86_400_000;

function send(gateway: GatewayUnderTest, headers: Readonly<Record<string, string>>): Promise<Answer> {
  return gateway.post(BODY, { 'content-type': 'application/json', ...headers });
}
const bearer = (text: string): Readonly<Record<string, string>> => ({ authorization: `Bearer ${text}` });

describe('a caller with an API key', () => {
  let gateway: GatewayUnderTest;
  let good: string;
  let expired: string;
  let revoked: string;
  let forged: string;

  beforeAll(async () => {
    gateway = await gatewayUnderTest('embedded');
    const store = await openGatewayStore(`file:${gateway.dataDir}/owned/gateway.db`);
    const request = { role: 'BI', subject: 'powerbi', partner: null, days: 1, by: 'ops' };
    const issue = (now: number) => changeCallers(store, (own) => issueKey(new ApiKeyStore(own), request, ROLES, now));
    const gone = await issue(Date.now());
    revoked = gone.text;
    await changeCallers(store, (own) => revokeKey(new ApiKeyStore(own), gone.key.id, { actor: 'ops', reason: null }, Date.now()));
    expired = (await issue(Date.now() - DAY_MS)).text;
    const [mine, other] = [newKey(), newKey()];
    const row = (await issue(Date.now())).key;
    forged = mine.text;
    await changeCallers(store, (own) => new ApiKeyStore(own).add({ ...row, id: mine.id, hash: other.hash }));
    good = (await issue(Date.now())).text;
    await store.close();
    const end = Date.now() + 10_000;
    while ((await send(gateway, bearer(good))).status !== 200 && Date.now() < end);
  });
  afterAll(() => gateway.stop());

  it('gets its answer, counted like that of a token of the same subject', async () => {
    const { status, body, headers } = await send(gateway, bearer(good));
    expect([status, body]).toEqual([200, { data: { customerProfiles: [{ industry: 'C39' }] } }]);
    expect(headers.get('ratelimit-limit')).not.toBeNull();
    expect((await send(gateway, { authorization: `bearer ${good}` })).status).toBe(200);
  });

  it('learns nothing of why a key is refused', async () => {
    const { text: none } = newKey();
    const answers = await Promise.all(
      [none, forged, expired, revoked, `${good}x`, `${good.slice(0, -1)}`, 'crm_', 'crm_nonsense', 'nonsense'].map((text) =>
        send(gateway, bearer(text)),
      ),
    );
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect(answers[0]?.status).toBe(401);
    for (const { headers } of answers) {
      expect(headers.get('www-authenticate')).toBe('Bearer error="invalid_token"');
      expect(headers.get('ratelimit-limit')).toBeNull();
    }
  });

  it('who shows nothing is asked for a bearer, and is told of no error', async () => {
    const { status, headers } = await send(gateway, {});
    expect([status, headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
  });

  it.each<[string, (key: string) => Readonly<Record<string, string>>]>([
    ['as user and password', (key) => ({ authorization: `Basic ${Buffer.from(`powerbi:${key}`).toString('base64')}` })],
    ['without a scheme', (key) => ({ authorization: key })],
    ['twice', (key) => ({ authorization: `Bearer ${key}, Bearer ${key}` })],
    ['in a header of its own', (key) => ({ 'x-api-key': key })],
    ['in a cookie', (key) => ({ cookie: `authorization=${key}` })],
  ])('is let in by one header: a key that is sent %s proves nothing', async (_, headers) => {
    expect((await send(gateway, headers(good))).status).toBe(401);
  });
});

describe('while the store of API keys cannot be reached', () => {
  let gateway: GatewayUnderTest;
  beforeAll(async () => {
    gateway = await gatewayUnderTest('embedded', { DB_GATEWAY_URL: 'mysql://nobody@127.0.0.1:1/crm_gateway' });
  });
  afterAll(() => gateway.stop());

  it('a key is neither let in nor called wrong: its holder asks again', async () => {
    const { status, headers, body } = await send(gateway, bearer(newKey().text));
    expect([status, headers.get('retry-after'), headers.get('www-authenticate')]).toEqual([503, '1', null]);
    expect(body.errors).toEqual([
      {
        message: 'Whether the caller may still ask cannot be told now. Ask again.',
        extensions: { code: 'CALLER_UNKNOWN_YET' },
      },
    ]);
  });

  it('what is no key is refused at once, and a token that its issuer vouches for goes on', async () => {
    expect((await send(gateway, bearer('crm_nonsense'))).status).toBe(401);
    expect((await gateway.ask('BI', '{ customerProfiles { industry } }')).status).toBe(200);
    const ready = (await (await fetch(`${gateway.url}/ready`)).json()) as { degraded: string[] };
    expect(ready.degraded).toContain('callers');
  });
});
