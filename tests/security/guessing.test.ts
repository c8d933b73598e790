import { join } from 'node:path';
import { ContractForPartnerDocument, MyContractsDocument } from '#schema/client/partner';
import { AS_OF } from '../../demo/as-of';
import { createEmbedded, type DemoDatabases } from '../e2e/demo-systems/demo-databases';
import { startGraph, type GraphUnderTest } from '../e2e/graph-under-test';

/** Answers without a find that a partner may get in a minute: `misses` of schema/policy/limits.yaml. */
const MISSES = 20;

let databases: DemoDatabases;
let graph: GraphUnderTest;

beforeAll(async () => {
  databases = await createEmbedded(40);
  graph = await startGraph({
    sourcesFile: join(__dirname, '../../demo/sources.yaml'),
    sourceUrls: databases.urls,
    businessDate: AS_OF,
  });
});
afterAll(async () => {
  await graph.stop();
  await databases.drop();
});

interface PartnerAnswer {
  readonly status: number;
  readonly text: string;
  readonly headers: Headers;
}

async function asPartner(documentId: string, variables: object): Promise<PartnerAnswer> {
  const response = await fetch(`${graph.url}/graphql`, {
    method: 'POST',
    headers: await graph.headersOf('PARTNER'),
    body: JSON.stringify({ documentId, variables }),
  });
  return { status: response.status, text: await response.text(), headers: response.headers };
}

const contract = (ref: string): Promise<PartnerAnswer> => asPartner(ContractForPartnerDocument.documentId, { ref });

it('[T3] a partner cannot tell a contract of another from one that does not exist, and may not guess on', async () => {
  const own = new Set<string>();
  const mine = JSON.parse((await asPartner(MyContractsDocument.documentId, { first: 100 })).text);
  for (const { ref } of mine.data.myContracts.nodes) own.add(ref as string);
  const all = await graph.ask('{ customers(first: 20) { nodes { contracts(first: 20) { nodes { ref } } } } }');
  const refs: string[] = [];
  for (const { contracts } of all.data.customers.nodes) for (const { ref } of contracts.nodes) refs.push(ref as string);
  const foreign = refs.filter((ref) => !own.has(ref)).slice(0, MISSES);
  expect(own.size).toBeGreaterThan(0);
  expect(foreign.length).toBeGreaterThan(0);

  const answers = [];
  for (const ref of [...foreign, ...Array.from({ length: MISSES - foreign.length }, (_, i) => `none${i}`)])
    answers.push(await contract(ref));
  expect(new Set(answers.map(({ status, text }) => `${status} ${text}`))).toEqual(new Set([`200 {"data":{"contract":null}}\n`]));
  expect(answers[0]?.headers.get('ratelimit-limit')).toBe('600');

  const refused = await contract([...own][0] ?? '');
  expect([refused.status, JSON.parse(refused.text)]).toMatchObject([429, { errors: [{ extensions: { code: 'RATE_LIMITED' } }] }]);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
});
