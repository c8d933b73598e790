import { openFaultProxy, type FaultProxy } from '#testing/fault-proxy';
import { urlVariable } from '#runtime/url-variable';
import { SYSTEMS } from '../../demo/ddl/table-definition';
import { createEmbedded, type DemoDatabases } from '../e2e/demo-systems/demo-databases';
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

/** An answer waits 1.5 s for a silent subgraph, and after seven nothing is left of the good ones before; then some to spare. */
const MOST_ASKS_TO_OPEN = 11;

const SUBGRAPHS = {
  sales: [...FIELDS_OF.finance, ...FIELDS_OF.sales],
  'service-tickets': FIELDS_OF.tickets,
  hospitality: FIELDS_OF.pms,
} as const;

let databases: DemoDatabases;
let graph: Distributed;
let whole: GraphAnswer;
const proxies = new Map<string, FaultProxy>();
const apply = async (subgraph: string, fault: Parameters<FaultProxy['apply']>[0]) => proxies.get(subgraph)?.apply(fault);
const ask = (): Promise<GraphAnswer> => askGraph(graph, 'GENERAL_MANAGER', QUERY);
beforeAll(async () => {
  databases = await createEmbedded(FEW_PARTIES);
  const environment = Object.fromEntries(SYSTEMS.map((system) => [urlVariable('SOURCE', system), databases.urls[system]]));
  const through = async (name: string, to: string): Promise<string> => {
    const url = new URL(to);
    const proxy = await openFaultProxy(url.hostname, Number(url.port));
    proxies.set(name, proxy);
    url.port = String(proxy.port);
    return url.href;
  };
  graph = await startDistributed({ environment, through });
  whole = await firstWhole(ask);
});
afterAll(async () => {
  for (const proxy of proxies.values()) await proxy.apply(null);
  await graph?.stop();
  for (const proxy of proxies.values()) await proxy.close();
  await databases?.drop();
});

describe.each(Object.entries(SUBGRAPHS))('the subgraph %s behind a fault', (subgraph, fields) => {
  it.each(STEADY_FAULTS)('costs its own fields only, in time, and they are back when it is over: %s', async (fault) => {
    await afterGoodAnswers(ask);
    await apply(subgraph, fault);
    expectLoss({ source: subgraph, fields, code: CODE_OF[fault] }, await answerDuring(subgraph, () => inTime(ask)), whole);
    await apply(subgraph, null);
    expect((await firstWhole(ask)).data).toEqual(whole.data);
  });

  it('is left alone while it is silent: answers no longer wait for it, say when it is tried again, and are whole afterwards', async () => {
    await apply(subgraph, 'black hole');
    let answer = await ask();
    for (let asks = 1; !isLeftAlone(answer) && asks < MOST_ASKS_TO_OPEN; asks += 1) answer = await ask();
    const { taken } = proxies.get(subgraph) ?? { taken: 0 };
    const started = performance.now();
    for (let asks = 0; asks < 5; asks += 1)
      expectLoss({ source: subgraph, fields, code: 'SOURCE_UNAVAILABLE', isLeftAlone: true }, await ask(), whole);
    // The gateway looks once a second, and connects for nothing else.
    const looks = 1 + Math.ceil((performance.now() - started) / 1000);
    expect((proxies.get(subgraph)?.taken ?? 0) - taken).toBeLessThanOrEqual(looks);
    await apply(subgraph, null);
    expect((await firstWhole(ask)).data).toEqual(whole.data);
  });

  it('never gives a wrong value while it comes and goes', async () => {
    await apply(subgraph, 'flap');
    for (let i = 0; i < FLAP_ANSWERS; i += 1)
      expectWholeOrLoss({ source: subgraph, fields }, await answerDuring(subgraph, ask), whole);
    await apply(subgraph, null);
    expect((await firstWhole(ask)).data).toEqual(whole.data);
  });
});

describe('the subgraph customers behind a fault', () => {
  it.each(STEADY_FAULTS)('is one error at the customer, in time, and he is back when it is over: %s', async (fault) => {
    await afterGoodAnswers(ask);
    await apply('customers', fault);
    const { status, data, errors } = await answerDuring('customers', () => inTime(ask));
    expect([status, data]).toEqual([200, { customerBySource: null }]);
    expect(errors).toMatchObject([{ path: ['customerBySource'], extensions: { code: CODE_OF[fault], source: 'customers' } }]);
    await apply('customers', null);
    expect((await firstWhole(ask)).data).toEqual(whole.data);
  });

  it('never gives a wrong value while it comes and goes', async () => {
    await apply('customers', 'flap');
    for (let i = 0; i < FLAP_ANSWERS; i += 1) {
      const { data, errors } = await ask();
      if (errors) expect(data).toEqual({ customerBySource: null });
      else expect(data).toEqual(whole.data);
    }
    await apply('customers', null);
    expect((await firstWhole(ask)).data).toEqual(whole.data);
  });
});
