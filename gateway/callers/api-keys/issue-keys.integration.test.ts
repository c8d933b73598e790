import { join } from 'node:path';
import { readRoles } from '#policy/roles';
import type { Store } from '#runtime/store/open-store';
import { describeEngines, describeMysql, type TestDatabase } from '#testing/mysql';
import { readConfig } from '../../config';
import { openGatewayStore } from '../../store/shared-gateway-store';
import { callerListStore, changeCallers } from '../caller-list/caller-list.store';
import { apiKeyCommand } from '../command/api-key-command';
import { RevocationStore } from '../revocations/revocation.store';
import type { Revocation } from '../revocations/revocation';
import { DAY_MS } from './api-key';
import { ApiKeyStore } from './api-key.store';
import { issueKey, revokeKey, rotateKey, type KeyRequest } from './issue-keys';

const roles = readRoles(join(__dirname, '../../../schema/policy/roles.yaml'));
const NOW = Date.parse('2026-06-30T12:00:00Z');
const BI: KeyRequest = { role: 'BI', subject: 'powerbi', partner: null, days: 90, by: 'ops' };
const LOST = { actor: 'chief', reason: 'lost' };
const at = (ms: number): string => new Date(ms).toISOString();
const REVOKED: Revocation = {
  kind: 'SUBJECT',
  value: 'u-1',
  issuedUntil: null,
  endsAt: null,
  reason: 'left',
  revokedAt: at(NOW),
  revokedBy: 'chief',
};

describeEngines('API keys', (engine) => {
  let database: TestDatabase;
  let store: Store;
  let second: Store;
  beforeEach(async () => {
    database = await engine.create();
    store = await openGatewayStore(database.url);
    second = await openGatewayStore(database.url);
  });
  afterEach(async () => {
    await store.close();
    await second.close();
    await database.drop();
  });

  const change = <T>(work: (keys: ApiKeyStore) => Promise<T>, by = store): Promise<T> =>
    changeCallers(by, (own) => work(new ApiKeyStore(own)));
  const issue = (request: KeyRequest = BI, now = NOW) => change((keys) => issueKey(keys, request, roles, now));
  const rotate = (id: string, overlapHours = 24, days: number | null = null, by = store) =>
    change((keys) => rotateKey(keys, id, { overlapHours, days, by: 'ops' }, roles, NOW), by);
  const listed = (now = NOW) => callerListStore(store, () => now).read();

  it('are known by id and hash from then on; the store holds no text', async () => {
    const { key, text } = await issue();
    expect((await listed()).key(key.id)).toEqual({ ...key, subject: 'powerbi', role: 'BI', expiresAt: at(NOW + 90 * DAY_MS) });
    expect(JSON.stringify(await database.rows('select * from api_key', []))).not.toContain(text.slice(-33));
  });

  it('of partners carry the partner', async () => {
    const { key } = await issue({ role: 'PARTNER', subject: 'acme-portal', partner: 'acme', days: 1, by: 'ops' });
    expect((await listed()).key(key.id)).toMatchObject({ role: 'PARTNER', partner: 'acme' });
  });

  it.each<[string, Partial<KeyRequest>, string]>([
    ['for staff', { role: 'GENERAL_MANAGER' }, '--role: GENERAL_MANAGER is no role with API keys. These have them: PARTNER, BI.'],
    ['for auditors', { role: 'AUDITOR' }, 'is no role with API keys'],
    ['for a role that does not exist', { role: 'toString' }, 'is no role with API keys'],
    ['without end', { days: Infinity }, '--days: days until the key expires, 1 to 365.'],
    ['for more than a year', { days: 366 }, '--days'],
    ['for no day', { days: 0 }, '--days'],
    ['for half a day', { days: 0.5 }, '--days'],
    ['for nobody', { subject: '' }, '--subject'],
    ['for a subject that no log line holds', { subject: 'a\nb' }, '--subject'],
    ['for a BI tool bound to a partner', { partner: 'acme' }, '--partner: a key of BI is bound to no partner.'],
    ['for a partner that is not named', { role: 'PARTNER' }, '--partner: name the partner'],
  ])('are not made %s', async (_, request, message) => {
    await expect(issue({ ...BI, ...request })).rejects.toThrow(message);
    expect(await new ApiKeyStore(store.knex).all()).toEqual([]);
  });

  it('go on for the overlap beside the one that takes their place, and not longer than they would have', async () => {
    const { key } = await issue();
    const { key: next, oldUntil } = await rotate(key.id);
    expect(oldUntil).toBe(at(NOW + DAY_MS));
    expect(next).toMatchObject({ subject: 'powerbi', role: 'BI', partner: null, expiresAt: at(NOW + 90 * DAY_MS) });
    const [overlap, after] = [await listed(NOW + DAY_MS - 1), await listed(NOW + DAY_MS)];
    expect([overlap, after].map((list) => [key.id, next.id].map((id) => list.key(id)?.id))).toEqual([
      [key.id, next.id],
      [undefined, next.id],
    ]);
    const { key: short } = await issue({ ...BI, days: 1 });
    expect((await rotate(short.id, 168, 30)).oldUntil).toBe(at(NOW + DAY_MS));
  });

  it('are rotated once, also by two at the same moment', async () => {
    const { key } = await issue();
    const ends = await Promise.allSettled([
      rotate(key.id),
      ...(engine.name === 'mysql' ? [rotate(key.id, 24, null, second)] : []),
    ]);
    expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await expect(rotate(key.id)).rejects.toThrow(/has been rotated: \w{10} takes its place/);
    expect(await new ApiKeyStore(store.knex).all()).toHaveLength(2);
  });

  it('are not rotated when they are gone', async () => {
    const [revoked, expired] = [await issue(), await issue(BI, NOW - 90 * DAY_MS)];
    await change((keys) => revokeKey(keys, revoked.key.id, LOST, NOW));
    await expect(rotate(revoked.key.id)).rejects.toThrow('was revoked on 2026-06-30T12:00:00.000Z. Create a new one.');
    await expect(rotate(expired.key.id)).rejects.toThrow('expired on 2026-06-30T12:00:00.000Z. Create a new one.');
    await expect(rotate('nothing')).rejects.toThrow('There is no key nothing.');
    const { key } = await issue();
    for (const hours of [-1, 169, NaN]) await expect(rotate(key.id, hours)).rejects.toThrow('is not between 0 and 168');
  });

  it('[T11] are out of the list once they are revoked, and their first revocation stays', async () => {
    const { key } = await issue();
    await change((keys) => revokeKey(keys, key.id, LOST, NOW));
    expect((await listed()).key(key.id)).toBeUndefined();
    const again = await change((keys) => revokeKey(keys, key.id, { actor: 'other', reason: null }, NOW + 1));
    expect(again).toMatchObject({ createdBy: 'ops', revokedAt: at(NOW), revokedBy: 'chief', revokedReason: 'lost' });
  });

  it('have a new version after each change, and the same after a change that failed or a use', async () => {
    const list = callerListStore(second, () => NOW);
    const versions = [await list.version()];
    const { key } = await issue();
    versions.push(await list.version());
    await change((keys) => revokeKey(keys, key.id, LOST, NOW));
    versions.push(await list.version());
    await changeCallers(store, (own) => new RevocationStore(own).put({ ...REVOKED, kind: 'TOKEN', value: 't-1' }));
    versions.push(await list.version());
    expect(new Set(versions).size).toBe(4);
    await expect(change((keys) => revokeKey(keys, 'nothing', LOST, NOW))).rejects.toThrow('There is no key');
    await list.noteUse([key.id], '2026-06-30');
    expect(await list.version()).toBe(versions.at(-1));
  });

  it('remember the last day of use, whichever process writes last', async () => {
    const { key } = await issue();
    const list = callerListStore(store, () => NOW);
    const lastUsedOn = async () => (await new ApiKeyStore(store.knex).find(key.id))?.lastUsedOn;
    await list.noteUse([key.id], '2026-06-30');
    expect(await lastUsedOn()).toBe('2026-06-30');
    await list.noteUse([key.id], '2026-06-29');
    expect(await lastUsedOn()).toBe('2026-06-30');
    await list.noteUse([key.id], '2026-07-01');
    expect(await lastUsedOn()).toBe('2026-07-01');
  });
});

describeMysql('a gateway whose user reads and adds, and changes nothing,', (create) => {
  it('[T23] knows keys and revocations and notes their use, but makes, rotates and revokes none; the command says who can', async () => {
    const database = await create();
    const { pathname, host } = new URL(database.url);
    const user = `u_${pathname.slice(3)}`;
    const owner = await openGatewayStore(database.url);
    await database.run(
      `create user '${user}'@'%' identified by 'only-adds';\ngrant select, insert on ${pathname.slice(1)}.* to '${user}'@'%';`,
    );
    const request = (store: Store) => changeCallers(store, (own) => issueKey(new ApiKeyStore(own), BI, roles, NOW));
    const { key } = await request(owner);
    const url = `mysql://${user}:only-adds@${host}${pathname}`;
    const store = await openGatewayStore(url);
    const list = callerListStore(store, () => NOW);
    expect(await list.version()).not.toBe('');
    await list.noteUse([key.id], '2026-06-30');
    await list.noteUse([key.id], '2026-06-30');
    expect((await list.read()).key(key.id)?.lastUsedOn).toBe('2026-06-30');
    const settings = readConfig({ DB_GATEWAY_URL: url });
    for (const line of ['create --role BI --subject x --days 1', `rotate ${key.id}`, `revoke ${key.id}`])
      await expect(apiKeyCommand(line.split(' '), settings, NOW, () => undefined)).rejects.toThrow(
        `The user of DB_GATEWAY_URL may not change this at ${host}${pathname}. Name the owner of the store`,
      );
    expect(await apiKeyCommand(['list'], settings, NOW, () => undefined)).toContain(key.id);
    await store.close();
    await owner.close();
    await database.run(`drop user '${user}'@'%';`);
    await database.drop();
  });
});

describeEngines('revocations', (engine) => {
  it('[T11] are kept, widened and lifted', async () => {
    const database = await engine.create();
    const store = await openGatewayStore(database.url);
    const change = <T>(work: (own: RevocationStore) => Promise<T>): Promise<T> =>
      changeCallers(store, (own) => work(new RevocationStore(own)));
    const put = (issuedUntil: string | null, more: Partial<Revocation> = {}) =>
      change((own) => own.put({ ...REVOKED, issuedUntil, ...more }));
    const isRevoked = async (issuedAt: number, now = NOW) =>
      (await callerListStore(store, () => NOW).read()).isRevoked({ subject: 'u-1', issuedAt }, now);
    await put(at(NOW));
    expect([await isRevoked(NOW), await isRevoked(NOW + 1)]).toEqual([true, false]);
    await put(null);
    await put(at(NOW));
    expect(await isRevoked(NOW + 1)).toBe(true);
    expect(await new RevocationStore(store.knex).all()).toEqual([REVOKED]);
    expect(await change((own) => own.lift('TOKEN', 'u-1'))).toBe(false);
    expect(await change((own) => own.lift('SUBJECT', 'u-1'))).toBe(true);
    expect(await isRevoked(NOW)).toBe(false);
    // One that ends by itself; neither it nor a later one refuses all that the other does.
    await put(null, { endsAt: at(NOW + 1000) });
    expect([await isRevoked(NOW, NOW + 999), await isRevoked(NOW, NOW + 1000)]).toEqual([true, false]);
    expect(await put(at(NOW))).toBeNull();
    expect(await put(null, { endsAt: at(NOW + 500) })).toMatchObject({ endsAt: at(NOW + 1000) });
    // After its end it holds back no other.
    expect(await put(at(NOW), { revokedAt: at(NOW + 1000) })).toMatchObject({ issuedUntil: at(NOW), endsAt: null });
    await store.close();
    await database.drop();
  });
});
