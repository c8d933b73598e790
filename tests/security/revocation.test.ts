import { join } from 'node:path';
import { readRoles } from '#policy/roles';
import type { Store } from '#runtime/store/open-store';
import { describeEngines, type TestDatabase } from '#testing/mysql';
import { ApiKeyStore } from '../../gateway/callers/api-keys/api-key.store';
import { issueKey, revokeKey, type IssuedKey } from '../../gateway/callers/api-keys/issue-keys';
import { changeCallers } from '../../gateway/callers/caller-list/caller-list.store';
import type { Revocation } from '../../gateway/callers/revocations/revocation';
import { RevocationStore } from '../../gateway/callers/revocations/revocation.store';
import { startGatewayProcess, type GatewayProcess } from '#testing/child-process';
import { gatewayUnderTest, type GatewayUnderTest } from '../../gateway/fixtures/gateway-under-test';
import { openGatewayStore } from '../../gateway/store/shared-gateway-store';

// Starts gateways as processes of their own.
jest.setTimeout(180_000);

const ROLES = readRoles(join(__dirname, '../../schema/policy/roles.yaml'));
const QUERY = JSON.stringify({ query: '{ customerProfiles { industry } }' });
const WITHIN_MS = 1000;
/** A change that no gateway has taken up by then is not waited for. */
const GIVE_UP_MS = 10_000;

describeEngines('what was taken back', (engine) => {
  let database: TestDatabase;
  let gateway: GatewayUnderTest;
  let processes: GatewayProcess[];
  let store: Store;

  beforeAll(async () => {
    database = await engine.create();
    store = await openGatewayStore(database.url);
    gateway = await gatewayUnderTest('distributed', { DB_GATEWAY_URL: database.url });
    const settings = { ...gateway.environment, LOG_LEVEL: 'debug' };
    processes = await Promise.all([startGatewayProcess(settings), startGatewayProcess(settings)]);
    // A process that has just started opens its store first.
    await msUntil(200, (await newKey('early')).text);
  });
  afterAll(async () => {
    for (const each of processes ?? []) await each.stop();
    await gateway?.stop();
    await store?.close();
    await database?.drop();
  });

  const change = <T>(work: (own: Store['knex']) => Promise<T>): Promise<T> => changeCallers(store, work);
  const newKey = (subject: string): Promise<IssuedKey> =>
    change((own) =>
      issueKey(new ApiKeyStore(own), { role: 'BI', subject, partner: null, days: 1, by: 'ops' }, ROLES, Date.now()),
    );
  const revoke = (kind: Revocation['kind'], value: string): Promise<unknown> =>
    change((own) =>
      new RevocationStore(own).put({
        kind,
        value,
        issuedUntil: null,
        endsAt: null,
        reason: null,
        revokedAt: new Date().toISOString(),
        revokedBy: 'ops',
      }),
    );

  async function statusOf(url: string, credential: string): Promise<number> {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${credential}` };
    const response = await fetch(`${url}/graphql`, { method: 'POST', headers, body: QUERY });
    await response.arrayBuffer();
    return response.status;
  }

  /** Milliseconds after now until which requests were sent, one after the other, that each process still answered otherwise. */
  async function msUntil(wanted: number, credential: string): Promise<readonly number[]> {
    const begin = performance.now();
    return Promise.all(
      processes.map(async ({ url }) => {
        let last = 0;
        for (;;) {
          const sent = performance.now() - begin;
          if ((await statusOf(url, credential)) === wanted) return last;
          if (sent > GIVE_UP_MS) return Infinity;
          last = sent;
        }
      }),
    );
  }

  const expectWithinASecond = (measured: readonly number[]): void => {
    for (const ms of measured) expect(ms).toBeLessThan(WITHIN_MS);
  };

  it('[T11] is an API key: both gateway processes let it in within a second, and refuse it within a second', async () => {
    const { key, text } = await newKey('powerbi');
    expectWithinASecond(await msUntil(200, text));
    await change((own) => revokeKey(new ApiKeyStore(own), key.id, { actor: 'ops', reason: null }, Date.now()));
    expectWithinASecond(await msUntil(401, text));
  });

  it('[T11] is whatever a caller has who left: the token and the API key, in both processes within a second', async () => {
    const { text } = await newKey('svc-bi');
    const token = await gateway.token('BI');
    const other = await newKey('another-tool');
    await msUntil(200, other.text);
    for (const { url } of processes) expect([await statusOf(url, token), await statusOf(url, text)]).toEqual([200, 200]);
    await revoke('SUBJECT', 'svc-bi');
    const [tokens, keys] = await Promise.all([msUntil(401, token), msUntil(401, text)]);
    expectWithinASecond([...tokens, ...keys]);
    for (const { url } of processes) expect(await statusOf(url, other.text)).toBe(200);
    await change((own) => new RevocationStore(own).lift('SUBJECT', 'svc-bi'));
    expectWithinASecond(await msUntil(200, token));
  });

  it('[T11] is one token by its id, in both processes within a second; another one of the same caller goes on', async () => {
    const [lost, kept] = [await gateway.token('BI'), await gateway.token('BI')];
    for (const { url } of processes) expect(await statusOf(url, lost)).toBe(200);
    const { jti } = JSON.parse(Buffer.from(lost.split('.')[1] ?? '', 'base64url').toString()) as { jti: string };
    await revoke('TOKEN', jti);
    expectWithinASecond(await msUntil(401, lost));
    for (const { url } of processes) expect(await statusOf(url, kept)).toBe(200);
  });

  it('[T16] is named in no log, nor is any key that was sent', async () => {
    const { text } = await newKey('talkative');
    await msUntil(200, text);
    for (const { url } of processes) {
      expect(await statusOf(url, `${text.slice(0, -1)}!`)).toBe(401);
      expect(await statusOf(`${url}/${text}`, text)).toBe(404);
    }
    for (const { output } of processes) expect(output()).toContain('"request"');
    for (const { output } of processes) expect(output()).not.toMatch(/crm_[0-9a-z]{10}_/);
  });

  it('leaves the day of use of a key, which both have noted, in the store', async () => {
    const { key, text } = await newKey('daily');
    await msUntil(200, text);
    const end = performance.now() + GIVE_UP_MS;
    const lastUsedOn = async () => (await new ApiKeyStore(store.knex).find(key.id))?.lastUsedOn ?? null;
    while ((await lastUsedOn()) === null && performance.now() < end) await statusOf(gateway.url, text);
    expect(await lastUsedOn()).toBe(new Date().toISOString().slice(0, 10));
  });
});
