import { existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { delimiter, join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import { pino } from 'pino';
import { readRoles } from '#policy/roles';
import { AS_OF } from '../../demo/as-of';
import { loadEmbedded } from '../../demo/load/embedded';
import { demoIssuerKey, signDemoToken } from '../../gateway/callers/demo-issuer';
import { readConfig, turnTelemetryOff } from '../../gateway/config';
import { startEmbedded, type Running } from '../../gateway/start-embedded';
import { servePage, type PageServer } from './page-server';

jest.setTimeout(180_000);

const browserFile = (process.env.PATH ?? '')
  .split(delimiter)
  .flatMap((folder) => ['chromium', 'chromium-browser', 'google-chrome'].map((name) => join(folder, name)))
  .find((path) => existsSync(path));
if (!browserFile) process.stdout.write('Skipped, no chromium on the PATH: the example page in a browser\n');

(browserFile ? describe : describe.skip)('the example page in a browser', () => {
  let dataDir: string;
  let graph: Running;
  let server: PageServer;
  let browser: Browser;
  let page: Page;
  const said: string[] = [];

  beforeAll(async () => {
    turnTelemetryOff();
    dataDir = mkdtempSync(join(tmpdir(), 'customer-page-'));
    loadEmbedded({ directory: join(dataDir, 'legacy'), parties: 41, seed: 1 });
    const log = pino({ level: 'silent' });
    graph = await startEmbedded(readConfig({ PORT: '0', DATA_DIR: dataDir }), { businessDate: () => AS_OF, log });
    server = await servePage({ gateway: graph.url, port: 0 });
    const args = userInfo().uid === 0 ? ['--no-sandbox'] : [];
    browser = await chromium.launch({ executablePath: browserFile ?? '', args });
    page = await browser.newPage();
    page.on('console', (message) => void said.push(message.text()));
    page.on('pageerror', (error) => void said.push(error.message));
    await page.goto(server.url);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
    await graph?.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  const token = async (): Promise<string> => {
    const role = 'GENERAL_MANAGER';
    const definition = readRoles(join(__dirname, '../../schema/policy/roles.yaml')).get(role);
    if (!definition) throw new Error(`no role ${role}`);
    return signDemoToken(await demoIssuerKey(join(dataDir, 'demo-issuer.jwk')), { role, definition, ttl: '5m' });
  };
  const show = async (key: string, caller: string): Promise<string | null> => {
    await page.fill('[name=token]', caller);
    await page.fill('[name=key]', key);
    await page.click('button');
    await page.locator('#state').filter({ hasText: /./, hasNotText: 'Asking' }).waitFor();
    return page.textContent('#state');
  };
  const section = async (id: string): Promise<string> => (await page.textContent(`#${id}`)) ?? '';
  const KEY_ACCOUNT = '001|0000000001';

  it('shows what four systems know about a customer, each value with its source', async () => {
    expect(await show(KEY_ACCOUNT, await token())).toBe('Answered');
    expect(await section('identity')).toMatch(/Name: .+ (finance|sales|tickets|pms) /);
    for (const [id, source] of Object.entries({
      contracts: 'sales',
      orders: 'sales',
      invoices: 'finance',
      tickets: 'tickets',
      stays: 'pms',
    }))
      expect([id, await page.locator(`#${id} .source`).allTextContents()]).toEqual([id, expect.arrayContaining([source])]);
    expect(await section('sources')).toMatch(/finance: OK, .*pms: OK, .*sales: OK, .*tickets: OK/);
    expect(await page.locator('.problem').count()).toBe(0);
    expect(said).toEqual([]);
  });

  it('loses the values of a source that is gone, says so, and keeps the others', async () => {
    await show(KEY_ACCOUNT, await token());
    const kept = ['identity', 'contracts', 'orders', 'invoices', 'tickets'];
    const before = await Promise.all(kept.map(section));
    const pms = join(dataDir, 'legacy/pms.db');
    renameSync(pms, `${pms}.gone`);
    expect(await show(KEY_ACCOUNT, await token())).toBe('Answered');
    renameSync(`${pms}.gone`, pms);
    expect(await Promise.all(kept.map(section))).toEqual(before);
    expect(await section('stays')).toBe('StaysSource pms did not answer');
    expect(await section('sources')).toContain('pms: UNAVAILABLE');
  });

  it('says in words why there is nothing to show', async () => {
    expect(await show('001|9999999999', await token())).toBe('There is no customer under this key');
    expect(await show(KEY_ACCOUNT, 'no token')).toBe('Send a valid token or API key: authorization: Bearer <token>');
  });
});
