import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { graphql } from 'graphql';
import { gatewayUnderTest, type GatewayUnderTest } from './fixtures/gateway-under-test';
import { twoSubgraphs } from './fixtures/two-subgraphs';
import { audienceFile } from './audiences/audience-file';
import { ConfigError, readConfig } from './config';
import { startGateway } from './start-gateway';

const STAFF = 'GENERAL_MANAGER';
const QUERY = '{ customers(first: 1) { name contracts { ref } } }';
const ANSWER = { customers: [{ name: 'Customer 0', contracts: [{ ref: 'r1' }] }] };
const until = async (claim: () => Promise<boolean> | boolean): Promise<void> => {
  const end = Date.now() + 15_000;
  while (!(await claim())) {
    if (Date.now() > end) throw new Error('it did not become true');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
};

describe('a gateway apart from its subgraphs', () => {
  let gateway: GatewayUnderTest;
  beforeEach(async () => {
    gateway = await gatewayUnderTest('distributed');
  });
  afterEach(() => gateway.stop());

  it('takes five new supergraphs up, refuses bad ones, and drops no request meanwhile', async () => {
    const file = audienceFile(gateway.supergraphFile, 'STAFF');
    const good = readFileSync(file, 'utf8');
    const answers: unknown[] = [];
    let asking = true;
    const client = async (): Promise<void> => {
      while (asking) answers.push((await gateway.ask(STAFF, QUERY)).body.data);
    };
    const clients = Promise.all([client(), client(), client()]);
    for (const bad of ['nonsense {', good.replace('name: "sales"', 'name: "strangers"'), good.slice(0, good.length / 2)]) {
      gateway.logged.length = 0;
      writeFileSync(file, bad);
      await until(() => gateway.logged.join().includes('supergraph refused'));
    }
    expect((await gateway.ask(STAFF, '{ customers { renamed } }')).status).toBe(400);
    const described = '{ __type(name: "CustomerProfile") { description } }';
    for (const text of ['First text.', 'Second text.', 'Third text.', 'Fourth text.', 'Fifth text.']) {
      writeFileSync(file, good.replace('type CustomerProfile', `"""${text}"""\ntype CustomerProfile`));
      await until(async () => JSON.stringify((await gateway.ask(STAFF, described)).body).includes(text));
    }
    asking = false;
    await clients;
    expect(answers.length).toBeGreaterThan(10);
    for (const answer of answers) expect(answer).toEqual(ANSWER);
  });

  it('drops no request of 30 clients when it is told to end', async () => {
    let ready = true;
    const results: number[] = [];
    const client = async (): Promise<void> => {
      while (ready) results.push((await gateway.ask(STAFF, QUERY)).status);
    };
    // What a load balancer does: it stops sending when /ready says so.
    const balancer = async (): Promise<void> => {
      while (ready) {
        ready = (await fetch(`${gateway.url}/ready`)).status === 200;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    };
    const clients = Array.from({ length: 30 }, client);
    const watching = balancer();
    await until(() => results.length > 60);
    const stopping = gateway.stop();
    await Promise.all([...clients, watching]);
    await stopping;
    expect(results.filter((status) => status !== 200)).toEqual([]);
  });
});

it('names every subgraph whose address is missing', async () => {
  const { supergraph } = twoSubgraphs();
  const gateway = await gatewayUnderTest('embedded');
  writeFileSync(gateway.supergraphFile, supergraph);
  const starting = startGateway(readConfig({ PORT: '0', SUPERGRAPH: gateway.supergraphFile, DATA_DIR: gateway.dataDir }));
  await expect(starting).rejects.toThrow(ConfigError);
  await expect(starting).rejects.toThrow(
    /SUBGRAPH_CUSTOMERS_URL[^]*SUBGRAPH_CUSTOMERS_KEY[^]*SUBGRAPH_SALES_URL[^]*SUBGRAPH_SALES_KEY/,
  );
  await gateway.stop();
});

describe('POLICY=off', () => {
  it('is refused on an address that others reach', () => {
    expect(() => readConfig({ POLICY: 'off', HOST: '0.0.0.0' })).toThrow('POLICY=off serves this machine only');
  });

  it('serves any supergraph to anybody, where the supergraph says, with the hard limits', async () => {
    const fixture = twoSubgraphs();
    const headers: unknown[] = [];
    const servers = await Promise.all(
      Object.entries(fixture.subgraphs).map(async ([name, create]) => {
        const subgraph = await create();
        const server = createServer((request, response) => {
          headers.push(request.headers['x-signature']);
          let text = '';
          request.on('data', (chunk: Buffer) => (text += chunk.toString()));
          request.on('end', () => {
            const { query, variables } = JSON.parse(text) as { query: string; variables: object };
            const call = { claims: {} as never, businessDate: '', deadlineMs: 1, requestId: '', report: () => undefined };
            void graphql({
              schema: subgraph.schema,
              source: query,
              variableValues: { ...variables },
              contextValue: subgraph.context(call),
            }).then((result) => response.end(JSON.stringify({ ...result, extensions: { sources: 'of another kind' } })));
          });
        });
        await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
        const address = server.address();
        return { name, server, port: typeof address === 'object' && address ? address.port : 0 };
      }),
    );
    const gateway = await gatewayUnderTest('embedded');
    const moved = servers.reduce(
      (text, { name, port }) => text.replace(`"http://${name}"`, `"http://127.0.0.1:${port}/any"`),
      fixture.supergraph,
    );
    writeFileSync(gateway.supergraphFile, moved);
    const open = await startGateway(readConfig({ PORT: '0', POLICY: 'off', SUPERGRAPH: gateway.supergraphFile }));
    const ask = async (query: string) =>
      (await fetch(`${open.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query }),
      }).then((response) => response.json())) as { data: unknown; errors: unknown };
    expect((await ask(QUERY)).data).toEqual(ANSWER);
    expect((await ask(`{ ${Array.from({ length: 31 }, (_, i) => `a${i}: broken`).join(' ')} }`)).errors).toMatchObject([
      { extensions: { code: 'LIMIT_EXCEEDED' } },
    ]);
    expect(new Set(headers)).toEqual(new Set([undefined]));
    await open.stop();
    await gateway.stop();
    await Promise.all(servers.map(({ server }) => new Promise((resolve) => server.close(resolve))));
  });
});
