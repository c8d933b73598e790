import { describeEngines, type TestDatabase } from '#testing/mysql';
import { readConfig } from '../../config';
import { runCommandProcess, type CommandEnd } from '#testing/child-process';
import { gatewayUnderTest, type GatewayUnderTest } from '../../fixtures/gateway-under-test';
import { apiKeyCommand } from './api-key-command';
import { revokeCommand } from './revoke-command';

// Some commands run as processes of their own.
jest.setTimeout(120_000);

const KEY = /^crm_([0-9a-z]{10})_[0-9A-Za-z]{33}\n$/;
const BODY = JSON.stringify({ query: '{ customerProfiles { industry } }' });

describeEngines('the commands beside a running gateway', (engine) => {
  let database: TestDatabase;
  let gateway: GatewayUnderTest;
  beforeAll(async () => {
    database = await engine.create();
    gateway = await gatewayUnderTest('embedded', { DB_GATEWAY_URL: database.url });
  });
  afterAll(async () => {
    await gateway.stop();
    await database.drop();
  });

  const settings = () => ({ DB_GATEWAY_URL: database.url });
  const run = (command: 'api-key' | 'revoke', line: string): Promise<CommandEnd> =>
    runCommandProcess(`gateway/callers/command/${command}.ts`, line.split(' '), settings());
  const apiKey = (line: string): Promise<CommandEnd> => run('api-key', line);
  const revoke = (line: string): Promise<string> => revokeCommand(line.split(' '), readConfig(settings()), Date.now());
  const idOf = ({ out }: CommandEnd): string => KEY.exec(out)?.[1] ?? '';

  async function statusOf(key: string): Promise<number> {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${key.trim()}` };
    return (await gateway.post(BODY, headers)).status;
  }

  /** The status that a key has within two seconds. */
  async function becomes(wanted: number, key: string): Promise<number> {
    const end = Date.now() + 2000;
    let status = await statusOf(key);
    while (status !== wanted && Date.now() < end) status = await statusOf(key);
    return status;
  }

  it('make a key, rotate it without a gap, revoke it, and list what there is; each key is shown once, alone on standard output', async () => {
    const created = await apiKey('create --role BI --subject powerbi --days 90');
    expect([created.code, created.err]).toEqual([0, expect.stringContaining('It is shown this once')]);
    expect(created.out).toMatch(KEY);
    expect(created.err).not.toContain(created.out.trim());
    expect(await becomes(200, created.out)).toBe(200);
    const rotated = await apiKey(`rotate ${idOf(created)} --overlap-hours 2`);
    expect(rotated.out).toMatch(KEY);
    expect([await becomes(200, rotated.out), await statusOf(created.out)]).toEqual([200, 200]);
    const revoked = await apiKey(`revoke ${idOf(created)} --by ops:anna --reason lost`);
    expect(revoked).toMatchObject({
      code: 0,
      out: expect.stringMatching(/is revoked since .*: every gateway refuses it/),
      err: '',
    });
    expect([await becomes(401, created.out), await statusOf(rotated.out)]).toEqual([401, 200]);
    const list = await apiKeyCommand(['list'], readConfig(settings()), Date.now(), () => undefined);
    expect(list.split('\n').map((line) => line.split(/ {2,}/).filter((_, column) => ![4, 5, 7].includes(column)))).toEqual([
      ['ID', 'SUBJECT', 'ROLE', 'PARTNER', 'LAST USED', 'STATE', 'REVOKED'],
      [idOf(created), 'powerbi', 'BI', '-', expect.any(String), 'REVOKED', expect.stringMatching(/^\S+Z by ops:anna: lost$/)],
      [idOf(rotated), 'powerbi', 'BI', '-', expect.any(String), 'ACTIVE'],
      [''],
    ]);
    expect(list).not.toContain(rotated.out.trim().slice(-33));
  });

  it('refuse a subject and let it in again', async () => {
    const token = await gateway.token('BI');
    expect(await statusOf(token)).toBe(200);
    expect(await run('revoke', 'subject svc-bi --reason left --by ops:ben')).toMatchObject({ code: 0, err: '' });
    expect(await becomes(401, token)).toBe(401);
    expect(await revoke('list')).toMatch(/subject {2}svc-bi {2}all {11}\S+Z {2}lifted {2}ops:ben {2}left\n$/);
    expect(await revoke('lift subject svc-bi')).toContain('svc-bi is let in again');
    expect(await becomes(200, token)).toBe(200);
  });

  it('keep who did what, why and when, also of what was lifted', async () => {
    const soon = new Date(Date.now() + 3_600_000).toISOString();
    expect(await revoke(`token t-1 --until ${soon} --by ops:anna --reason stolen`)).toContain(`, until ${soon}.`);
    await expect(revoke('token t-2 --until 2026-01-01')).rejects.toThrow('--until: 2026-01-01 is over');
    expect(await revoke('lift token t-1 --by ops:ben --reason found')).toContain('is let in again');
    const history = (await revoke('history')).split('\n').map((line) => line.split(/ {2,}/).slice(1));
    expect(history.slice(-3)).toEqual([
      ['ops:anna', 'REVOKED', `token t-1, until ${soon}`, 'stolen'],
      ['ops:ben', 'LIFTED', 'token t-1', 'found'],
      [],
    ]);
    expect(history).toContainEqual(['ops:anna', 'KEY_REVOKED', expect.stringMatching(/^\w{10} of powerbi$/), 'lost']);
    expect(await apiKeyCommand(['history'], readConfig(settings()), Date.now(), () => undefined)).toBe(await revoke('history'));
  });
});

describe('a command that cannot be done', () => {
  const settings = { DB_GATEWAY_URL: 'mysql://crm:secret@127.0.0.1:1/crm_gateway' };
  const apiKey = (line: string) => apiKeyCommand(line.split(' '), readConfig(settings), Date.now(), () => undefined);
  const revoke = (line: string) => revokeCommand(line.split(' '), readConfig(settings), Date.now());

  it.each([
    ['create --rolle BI', "Unknown option '--rolle'"],
    ['list all', 'npm run api-key -- list'],
    ['revoke', 'npm run api-key -- revoke ID'],
    ['rotate one two', 'npm run api-key -- rotate ID'],
    ['delete one', 'npm run api-key -- create'],
  ])('api-key %s is told how it is written', (line, message) => expect(apiKey(line)).rejects.toThrow(message));

  it.each([
    ['user u-1', 'npm run revoke -- subject SUB'],
    ['subject', 'npm run revoke -- subject SUB'],
    ['lift u-1', 'npm run revoke -- lift subject SUB'],
    ['token t-1 --issued-until now', '--issued-until belongs to a subject'],
    ['subject u-1 --issued-until tomorrow', '--issued-until: tomorrow is no time.'],
    ['subject u-1 --issued-until 2999-01-01', 'is still to come'],
    [`token ${'x'.repeat(256)}`, 'A token has 255 characters at most; this one has 256.'],
  ])('revoke %s is told what is wrong with it', (line, message) => expect(revoke(line)).rejects.toThrow(message));

  it('ends with status 1, and tells where the store is that does not answer, without its password', async () => {
    const end = await runCommandProcess('gateway/callers/command/api-key.ts', ['list'], settings);
    const err =
      'The store of the gateway at 127.0.0.1:1/crm_gateway does not open (ECONNREFUSED). DB_GATEWAY_URL says where it is.\n';
    expect(end).toEqual({ code: 1, out: '', err });
  });
});
