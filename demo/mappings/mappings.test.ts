import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type LegacyCatalog, openCatalog } from '#legacy/source/legacy-catalog';
import { AS_OF } from '../as-of';
import { generate, type Generated } from '../generate/generate';
import { loadEmbedded } from '../load/embedded';

describe('the mappings of the reference systems', () => {
  const directory = mkdtempSync(join(tmpdir(), 'demo-mappings-'));
  const catalogs: LegacyCatalog[] = [];
  let generated: Generated;

  const open = async (subgraph: string): Promise<LegacyCatalog> => {
    const catalog = await openCatalog({
      sourcesFile: join(__dirname, '..', 'sources.yaml'),
      subgraph,
      urlFor: (source) => pathToFileURL(join(directory, `${source}.db`)).href,
    });
    catalogs.push(catalog);
    return catalog;
  };
  const reader = async (subgraph: string) => (await open(subgraph)).reader({ today: AS_OF, deadlineMs: 20_000 });
  const faults = (fault: string) => generated.truth.faults.filter((each) => each.fault === fault);

  beforeAll(() => {
    loadEmbedded({ directory, parties: 400, seed: 1 });
    generated = generate({ parties: 400, seed: 1 });
  });

  afterAll(async () => {
    await Promise.all(catalogs.map((catalog) => catalog.close()));
    rmSync(directory, { recursive: true, force: true });
  });

  it.each(['customers', 'sales', 'service-tickets', 'hospitality'])(
    'of %s read every row type without a problem',
    async (subgraph) => {
      expect(await (await open(subgraph)).check()).toEqual([]);
    },
  );

  it('add up the lines where the head of an order has no total', async () => {
    const planted = faults('HEAD_TOTAL_ZERO').filter(({ detail }) => detail !== '0.00');
    const keys = planted.map(({ key }) => ({ system: 'sales', key }));
    const orders = await (await reader('sales')).byKeys('Order', keys, ['total']);
    expect(orders.map((order) => order?.total?.amount.replace('-', ''))).toEqual(planted.map(({ detail }) => detail));
  });

  it('compute what is not allocated instead of believing the stored column', async () => {
    const planted = faults('UNALLOCATED_WRONG');
    const keys = planted.map(({ key }) => ({ system: 'finance', key }));
    const receipts = await (await reader('sales')).byKeys('Receipt', keys, ['unallocated', 'reversed']);
    expect(receipts.length).toBeGreaterThan(0);
    receipts.forEach((receipt, index) => {
      if (receipt?.reversed === false) expect(receipt.unallocated?.amount).toBe(planted[index]?.detail);
    });
  });

  it('read a stay that stands in both tables once, as it is now', async () => {
    const planted = faults('STALE_HISTORY_COPY');
    const keys = planted.map(({ key }) => ({ system: 'pms', key }));
    const stays = await (await reader('hospitality')).byKeys('Stay', keys, ['status', 'charges', 'payments']);
    expect(stays.length).toBeGreaterThan(0);
    for (const stay of stays) {
      expect(stay?.status).toBe('CHECKED_OUT');
      expect(stay?.payments).toEqual(stay?.charges);
    }
  });

  it.each([
    ['customers', 'Party', ['AR_CUST', 't_Cust', 'hd_user', 'guest']],
    ['sales', 'Contact', ['t_Contact']],
    ['service-tickets', 'Ticket', ['hd_ticket']],
  ] as const)('hide from %s a %s that was deleted softly', async (subgraph, type, tables) => {
    const planted = faults('SOFT_DELETED').filter(({ table }) => tables.some((each) => each === table));
    const keys = planted.map(({ system, key }) => ({ system, key }));
    const rows = await (await reader(subgraph)).byKeys(type, keys, []);
    expect(planted.length).toBeGreaterThan(0);
    expect(rows.every((row) => row === null)).toBe(true);
  });
});
