import { openFaultProxy, type FaultProxy } from '#testing/fault-proxy';
import { urlVariable } from '#runtime/url-variable';
import { SYSTEMS } from '../../demo/ddl/table-definition';
import { createEmbedded, type DemoDatabases } from '../e2e/demo-systems/demo-databases';
import { askGraph, type GraphAnswer } from '../e2e/topologies/operations';
import { startDistributed, type Distributed } from '../e2e/topologies/start-distributed';
import { expectLoss, FEW_PARTIES, FIELDS_OF, firstWhole, QUERY } from './one-customer';

jest.setTimeout(120_000);

const SUBGRAPH = 'hospitality';
const LOSS = { source: SUBGRAPH, fields: FIELDS_OF.pms, code: 'SOURCE_UNAVAILABLE' } as const;
const CLIENTS = 8;

let databases: DemoDatabases;
let graph: Distributed;
let proxy: FaultProxy;
let whole: GraphAnswer;
const ask = (): Promise<GraphAnswer> => askGraph(graph, 'GENERAL_MANAGER', QUERY);

beforeAll(async () => {
  databases = await createEmbedded(FEW_PARTIES);
  const environment = Object.fromEntries(SYSTEMS.map((system) => [urlVariable('SOURCE', system), databases.urls[system]]));
  const through = async (name: string, to: string): Promise<string> => {
    if (name !== SUBGRAPH) return to;
    const url = new URL(to);
    proxy = await openFaultProxy(url.hostname, Number(url.port));
    url.port = String(proxy.port);
    return url.href;
  };
  graph = await startDistributed({ environment, through });
  whole = await firstWhole(ask);
});
afterAll(async () => {
  await graph?.stop();
  await proxy?.close();
  await databases?.drop();
});

/** Clients that ask without a pause until `work` has ended, and some more. */
async function answersDuring(work: () => Promise<void>): Promise<readonly GraphAnswer[]> {
  const answers: GraphAnswer[] = [];
  let isOver = false;
  const client = async (): Promise<void> => {
    while (!isOver) answers.push(await ask());
  };
  const clients = Array.from({ length: CLIENTS }, client);
  await work();
  isOver = true;
  await Promise.all(clients);
  return [...answers, await ask()];
}

it('loses nothing of any answer when a subgraph is replaced by a process that was started before', async () => {
  const answers = await answersDuring(async () => {
    const successor = await graph.startBeside(SUBGRAPH);
    proxy.moveTo(Number(new URL(successor).port));
    await graph.stopFirst(SUBGRAPH);
  });
  expect(answers.length).toBeGreaterThan(CLIENTS);
  for (const { status, data, errors } of answers) expect([status, errors, data]).toEqual([200, undefined, whole.data]);
});

it('loses the fields of a subgraph alone while no process of it is there, and cuts no answer off', async () => {
  const answers = await answersDuring(async () => {
    await proxy.apply('refuse');
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect(await (await fetch(`${graph.url}/ready`)).json()).toEqual({ status: 'ok', degraded: [SUBGRAPH] });
    await proxy.apply(null);
  });
  expect(answers.some(({ errors }) => errors)).toBe(true);
  for (const answer of answers) {
    const isLeftAlone = (answer.errors ?? []).some(({ extensions }) => extensions.retryInMs !== undefined);
    if (answer.errors) expectLoss({ ...LOSS, isLeftAlone }, answer, whole);
    else expect(answer.data).toEqual(whole.data);
  }
  expect((await firstWhole(ask)).data).toEqual(whole.data);
  expect(await (await fetch(`${graph.url}/ready`)).json()).toEqual({ status: 'ok' });
});
