import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openFaultProxy, type FaultProxy } from '#testing/fault-proxy';
import { mysqlServerUrl } from '#testing/mysql';
import { urlVariable } from '#runtime/url-variable';
import { SYSTEMS, type System } from '../../demo/ddl/table-definition';
import { createMysql, type DemoDatabases } from '../e2e/demo-systems/demo-databases';
import { askGraph, type GraphAnswer } from '../e2e/topologies/operations';
import { startDistributed, type Distributed } from '../e2e/topologies/start-distributed';
import { CODE_OF, FLAP_ANSWERS, inTime, STEADY_FAULTS } from './fault-claims';
import {
  afterGoodAnswers,
  answerDuring,
  expectLoss,
  expectWholeOrLoss,
  FEW_PARTIES,
  FIELDS_OF,
  firstWhole,
  isLeftAlone,
  QUERY,
} from './one-customer';

jest.setTimeout(120_000);

/** An answer waits a second for a silent source, and after ten nothing is left of the good ones before; then some to spare. */
const MOST_ASKS_TO_OPEN = 13;
/** Subgraphs that may read one source. */
const READERS = 2;

const server = mysqlServerUrl();
(server ? describe : describe.skip)('a legacy database behind a fault', () => {
  let databases: DemoDatabases;
  let folder: string;
  let graph: Distributed;
  let whole: GraphAnswer;
  const proxies = new Map<System, FaultProxy>();
  const environment: Record<string, string> = {};

  const ask = (): Promise<GraphAnswer> => askGraph(graph, 'GENERAL_MANAGER', QUERY);
  const apply = async (system: System, fault: Parameters<FaultProxy['apply']>[0]) => proxies.get(system)?.apply(fault);

  beforeAll(async () => {
    databases = await createMysql(server ?? '', FEW_PARTIES);
    folder = mkdtempSync(join(tmpdir(), 'faults-'));
    environment.DB_CUSTOMERS_URL = `file:${folder}/customers.db`;
    for (const system of SYSTEMS) {
      const url = new URL(databases.urls[system]);
      const proxy = await openFaultProxy(url.hostname, Number(url.port || 3306));
      proxies.set(system, proxy);
      url.port = String(proxy.port);
      environment[urlVariable('SOURCE', system)] = url.href;
    }
    graph = await startDistributed({ environment });
    whole = await firstWhole(ask);
  });
  afterAll(async () => {
    for (const proxy of proxies.values()) await proxy.apply(null);
    await graph?.stop();
    for (const proxy of proxies.values()) await proxy.close();
    await databases?.drop();
    rmSync(folder, { recursive: true, force: true });
  });

  describe.each(SYSTEMS)('%s', (system) => {
    it.each(STEADY_FAULTS)('costs its own fields only, in time, and they are back when it is over: %s', async (fault) => {
      await afterGoodAnswers(ask);
      await apply(system, fault);
      const answer = await answerDuring(system, () => inTime(ask));
      expectLoss({ source: system, fields: FIELDS_OF[system], code: CODE_OF[fault] }, answer, whole);
      await apply(system, null);
      expect((await firstWhole(ask)).data).toEqual(whole.data);
    });

    it('is left alone while it is silent: answers no longer wait for it, say when it is tried again, and are whole afterwards', async () => {
      await apply(system, 'black hole');
      let answer = await ask();
      for (let asks = 1; !isLeftAlone(answer) && asks < MOST_ASKS_TO_OPEN; asks += 1) answer = await ask();
      const before = { taken: proxies.get(system)?.taken ?? 0, at: performance.now() };
      for (let asks = 0; asks < 5; asks += 1) {
        answer = await ask();
        expectLoss({ source: system, fields: FIELDS_OF[system], code: 'SOURCE_UNAVAILABLE', isLeftAlone: true }, answer, whole);
      }
      // Each process that reads the source looks once a second, and nobody else connects.
      const looks = READERS * (1 + Math.ceil((performance.now() - before.at) / 1000));
      expect((proxies.get(system)?.taken ?? 0) - before.taken).toBeLessThanOrEqual(looks);
      await apply(system, null);
      expect((await firstWhole(ask)).data).toEqual(whole.data);
    });

    it('never gives a wrong value while it comes and goes', async () => {
      await apply(system, 'flap');
      for (let i = 0; i < FLAP_ANSWERS; i += 1)
        expectWholeOrLoss({ source: system, fields: FIELDS_OF[system] }, await answerDuring(system, ask), whole);
      await apply(system, null);
      expect((await firstWhole(ask)).data).toEqual(whole.data);
    });
  });

  it('keeps the customers that the sources gave before when one refuses and another is silent at the start', async () => {
    await graph.stop();
    await apply('finance', 'refuse');
    await apply('sales', 'black hole');
    graph = await startDistributed({ environment });
    await ask();
    const { data } = await ask();
    const { name, sourceRecords } = whole.data.customerBySource;
    expect(data.customerBySource).toMatchObject({ name, sourceRecords, invoices: null, contracts: null });
    await apply('finance', null);
    await apply('sales', null);
    expect((await firstWhole(ask)).data).toEqual(whole.data);
  });
});
