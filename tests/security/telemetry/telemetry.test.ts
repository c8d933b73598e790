import { mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLog } from '#runtime/logging/create-log';
import { urlVariable } from '#runtime/url-variable';
import { AS_OF } from '../../../demo/as-of';
import { SYSTEMS } from '../../../demo/ddl/table-definition';
import { loadEmbedded } from '../../../demo/load/embedded';
import { readConfig } from '../../../gateway/config';
import { startEmbedded } from '../../../gateway/start-embedded';
import {
  askGraph,
  GRAPH_OPERATION_NAMES,
  OPERATION_NAMES,
  runOperation,
  type Graph,
  type GraphAnswer,
} from '../../e2e/topologies/operations';
import { startDistributed } from '../../e2e/topologies/start-distributed';
import { openCollector, type CollectedSpan, type TraceCollector } from './trace-collector';

/** What operators get to see after every trusted document was run, and failed. */
interface Told {
  readonly logs: string;
  readonly metrics: string;
  readonly traces: string;
  readonly spans: readonly CollectedSpan[];
  /** Texts of all answers: whatever the sources hold about customers. */
  readonly values: ReadonlySet<string>;
}

const SEARCHED = '13800138000';
const WRONG = '王小明-110101199003071234';
const SEARCH =
  'query Search($search: String) { customers(search: $search, first: 20) { nodes { name sourceRecords { key } phones taxNo email address contacts { name phones email } stays(first: 3) { nodes { roomNo } } } } }';

let dataDir: string;
const told = new Map<string, Told>();

function valuesIn(answer: unknown, found: Set<string>): void {
  if (typeof answer === 'string') found.add(answer);
  else if (typeof answer === 'object' && answer !== null) for (const each of Object.values(answer)) valuesIn(each, found);
}

/** A number counts as a whole: measured times hold the digits of many. */
const holds = (text: string, value: string): boolean =>
  /^\d+$/.test(value) ? new RegExp(`(?<![\\d.])${value}(?!\\d)`).test(text) : text.includes(value);

/** Runs every document, searches for a phone number, sends a name where a number belongs, and asks for a source that is gone. */
async function askEverything(graph: Graph, values: Set<string>): Promise<void> {
  const answers: GraphAnswer[] = [];
  const ask = (query: string, variables?: object) => askGraph(graph, 'GENERAL_MANAGER', query, variables);
  for (const name of OPERATION_NAMES) {
    const answer = await runOperation(graph, name);
    // What has just started plans and compiles, which a busy machine does not do in the time of a request.
    const given = answer.errors ? await runOperation(graph, name) : answer;
    // What auditors read names requests and chains, and nobody.
    if (GRAPH_OPERATION_NAMES.includes(name)) answers.push(given);
  }
  answers.push(await ask(SEARCH, { search: SEARCHED }));
  answers.push(await ask(SEARCH, { search: '有限' }));
  await ask('query ($first: Int!) { customers(first: $first) { nodes { id } } }', { first: WRONG });
  await ask(`{ customer(id: "${WRONG}") { id } }`);
  await ask(`{ customers(after: "${WRONG}") { nodes { id } } }`);
  const pms = join(dataDir, 'legacy/pms.db');
  renameSync(pms, `${pms}.gone`);
  answers.push(await ask(SEARCH, { search: '有限' }));
  renameSync(`${pms}.gone`, pms);
  for (const { data } of answers) valuesIn(data, values);
}

async function tell(
  topology: string,
  collector: TraceCollector,
): Promise<{ lines: string[]; metrics: string[]; values: Set<string> }> {
  const lines: string[] = [];
  const metrics: string[] = [];
  const log = createLog('debug', { write: (line) => void lines.push(line) });
  const values = new Set<string>();
  const environment = { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url };
  if (topology === 'embedded') {
    const config = readConfig({ PORT: '0', DATA_DIR: dataDir, ...environment });
    const running = await startEmbedded(config, { businessDate: () => AS_OF, log });
    await askEverything({ url: running.url, dataDir }, values);
    metrics.push(await (await fetch(`${running.url}/metrics`)).text());
    await running.stop();
  } else {
    const sources = Object.fromEntries(SYSTEMS.map((id) => [urlVariable('SOURCE', id), `file:${dataDir}/legacy/${id}.db`]));
    const running = await startDistributed({ environment: { ...sources, ...environment }, log });
    await askEverything(running, values);
    for (const url of [running.url, ...Object.values(running.subgraphs).map((each) => new URL(each).origin)])
      metrics.push(await (await fetch(`${url}/metrics`)).text());
    await running.stop();
  }
  return { lines, metrics, values };
}

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'telemetry-'));
  loadEmbedded({ directory: join(dataDir, 'legacy'), parties: 41, seed: 1 });
  for (const topology of ['embedded', 'distributed']) {
    const collector = await openCollector();
    const { lines, metrics, values } = await tell(topology, collector);
    const { spans } = collector;
    told.set(topology, { logs: lines.join(''), metrics: metrics.join(''), traces: collector.text(), spans, values });
    await collector.close();
  }
}, 240_000);
afterAll(async () => {
  rmSync(dataDir, { recursive: true, force: true });
});

describe.each(['embedded', 'distributed'])('%s', (topology) => {
  const of = (): Told => {
    const found = told.get(topology);
    if (!found) throw new Error('nothing was asked');
    return found;
  };

  it('tells of every document in logs, metrics and traces', () => {
    const { logs, metrics, spans } = of();
    const names = new Set(spans.map(({ name }) => name));
    for (const name of OPERATION_NAMES) {
      expect(logs).toContain(`"operation":"${name}"`);
      expect(metrics).toContain(`operation="${name}"`);
      expect(names).toContain(`graphql ${name}`);
    }
    for (const source of SYSTEMS)
      expect(metrics).toMatch(new RegExp(`legacy_statement_seconds_count\\{source="${source}",result="OK"\\} [1-9]`));
    expect(metrics).toMatch(/nodejs_eventloop_lag_p99_seconds/);
  });

  it('leads from a statement over its subgraph and its fetch to the request, in one trace', () => {
    const { spans } = of();
    const byId = new Map(spans.map((span) => [span.spanId, span]));
    const wayUp = (span: CollectedSpan): readonly CollectedSpan[] => {
      const parent = byId.get(span.parentSpanId ?? '');
      return parent ? [span, ...wayUp(parent)] : [span];
    };
    const statements = spans.filter(({ name }) => name === 'sales Contract');
    expect(statements.length).toBeGreaterThan(0);
    for (const statement of statements) {
      const way = wayUp(statement);
      const names = ['sales Contract', 'subgraph sales', 'fetch sales', expect.stringMatching(/^graphql /)];
      expect(way.map(({ name }) => name)).toEqual(names);
      expect(new Set(way.map(({ traceId }) => traceId)).size).toBe(1);
      const services = { embedded: Array(4).fill('customer-graph'), distributed: ['sales', 'sales', 'gateway', 'gateway'] };
      expect(way.map(({ service }) => service)).toEqual(services[topology as keyof typeof services]);
    }
  });

  it('says why a source did not answer, with the id of the request', () => {
    const lines = of()
      .logs.split('\n')
      .filter((line) => line.includes('"source did not answer"'));
    expect(lines.map((line) => JSON.parse(line) as object)).toContainEqual(
      expect.objectContaining({
        source: 'pms',
        subgraph: 'hospitality',
        status: 'UNAVAILABLE',
        requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
        why: expect.objectContaining({ cause: { type: 'Error', message: 'The database file is missing' } }),
      }),
    );
  });

  it('writes no value of a customer into any of them', () => {
    const { logs, metrics, traces, values } = of();
    // Short values are codes and numbers that occur everywhere.
    const personal = [...values, SEARCHED, WRONG, '王小明', '110101199003071234'].filter((value) =>
      /[^\p{ASCII}\u0080-\u024f]|[1-9]\d{6}|\d{8}/u.test(value),
    );
    expect(personal.length).toBeGreaterThan(100);
    expect(traces).toContain('db.query.text');
    for (const [name, text] of Object.entries({ logs, metrics, traces }))
      expect({ [name]: personal.filter((value) => holds(text, value)) }).toEqual({ [name]: [] });
  });
});
