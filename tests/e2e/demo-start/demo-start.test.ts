import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readRoles } from '#policy/roles';
import { AS_OF } from '../../../demo/as-of';
import { loadEmbedded } from '../../../demo/load/embedded';
import { demoIssuerKey, signDemoToken } from '../../../gateway/callers/demo-issuer';
import { readConfig } from '../../../gateway/config';
import { FIRST_QUERY } from '../../../gateway/first-query';
import { startEmbedded } from '../../../gateway/start-embedded';

/** The first party is a key account. */
const FEW = { parties: 41, seed: 1 };

it('prints at start the query that the README tells', () => {
  expect(readFileSync('README.md', 'utf8')).toContain(`-d '${JSON.stringify({ query: FIRST_QUERY })}'`);
});

it('answers the first query with a customer that has three rows or more in each of the four systems', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'demo-start-'));
  loadEmbedded({ directory: join(dataDir, 'legacy'), ...FEW });
  const config = readConfig({ PORT: '0', DATA_DIR: dataDir, LOG_LEVEL: 'silent' });
  const running = await startEmbedded(config, { businessDate: () => AS_OF });
  try {
    expect(running.problems).toEqual([]);
    const definition = readRoles('schema/policy/roles.yaml').get('GENERAL_MANAGER');
    if (!definition) throw new Error('no role GENERAL_MANAGER');
    const key = await demoIssuerKey(join(dataDir, 'demo-issuer.jwk'));
    const token = await signDemoToken(key, { role: 'GENERAL_MANAGER', definition, ttl: '1h' });
    const response = await fetch(`${running.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query: FIRST_QUERY }),
    });
    const answer = (await response.json()) as { data: any; errors?: unknown };
    expect(answer.errors).toBeUndefined();
    const customer = answer.data.customerBySource;
    expect([...new Set((customer.sourceRecords as { system: string }[]).map(({ system }) => system))].sort()).toEqual([
      'finance',
      'pms',
      'sales',
      'tickets',
    ]);
    for (const list of ['contracts', 'invoices', 'tickets', 'stays']) expect(customer[list].nodes).toHaveLength(3);
  } finally {
    await running.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
});
