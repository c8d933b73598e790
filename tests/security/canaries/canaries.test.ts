import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { isPersonal, readFieldRules } from '#policy/field-rules';
import { createLog } from '#runtime/logging/create-log';
import { AS_OF } from '../../../demo/as-of';
import { readConfig } from '../../../gateway/config';
import { startEmbedded } from '../../../gateway/start-embedded';
import { askGraph, type Graph } from '../../e2e/topologies/operations';
import { openCollector } from '../telemetry/trace-collector';
import { askWithCanaries, type Answers } from './ask-with-canaries';
import { canariesOf, type Canary } from './canary';
import { SHOWN_TO_NOBODY, SOURCES_OF } from './personal-columns';
import { plantCanaries } from './plant-canaries';

const PARTIES = 60;
const SHOWN = Object.entries(SOURCES_OF).flatMap(([at, fields]) => (typeof fields === 'string' ? [] : [{ at, fields }]));
const CANARIES = canariesOf([...new Set([...SHOWN.flatMap(({ fields }) => fields), ...SHOWN_TO_NOBODY])]);
const SECRETS = CANARIES.filter(({ fields }) => fields.every((field) => SHOWN_TO_NOBODY.includes(field)));

const columns = (canaries: readonly Canary[]): readonly string[] =>
  canaries.map(({ system, table, column }) => `${system} ${table}.${column}`);
const hitsIn = (text: string, canaries = CANARIES): readonly string[] =>
  columns(canaries.filter(({ trace }) => trace.test(text)));

let dataDir: string;
let planted: readonly Canary[];
let answers: Answers;
/** What those who operate the system get to see. */
const told = { logs: '', traces: '', metrics: '', 'audit trail': '' };

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'canaries-'));
  planted = plantCanaries(join(dataDir, 'legacy'), PARTIES, CANARIES);
  const collector = await openCollector();
  const lines: string[] = [];
  const config = readConfig({ PORT: '0', DATA_DIR: dataDir, OTEL_EXPORTER_OTLP_ENDPOINT: collector.url });
  let heard = (): void => undefined;
  const running = await startEmbedded(config, {
    businessDate: () => AS_OF,
    log: createLog('debug', { write: (line) => void lines.push(line) }),
    worker: { intervalMs: 100, compareAtMostMs: 60_000, onLags: () => heard() },
  });
  const graph = { url: running.url, dataDir };
  while (!(await hasTimeline(graph))) await new Promise<void>((resolve) => (heard = resolve));
  answers = await askWithCanaries(graph, await valuesOf(graph));
  told.metrics = await (await fetch(`${running.url}/metrics`)).text();
  await running.stop();
  told.logs = lines.join('');
  told.traces = collector.text();
  told['audit trail'] = trail();
  await collector.close();
}, 300_000);
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

async function hasTimeline(graph: Graph): Promise<boolean> {
  const query = '{ customers(first: 20) { nodes { timeline(first: 1, kinds: [TICKET]) { nodes { title } } } } }';
  return JSON.stringify((await askGraph(graph, 'GENERAL_MANAGER', query)).data ?? {}).includes('"title"');
}

/** Personal values as callers may know them, to search and to guess with. */
async function valuesOf(graph: Graph): Promise<readonly string[]> {
  const { data } = await askGraph(graph, 'GENERAL_MANAGER', '{ customers(first: 1) { nodes { name phones address taxNo } } }');
  return Object.values(data.customers.nodes[0] as object)
    .flat()
    .filter((value) => typeof value === 'string');
}

function trail(): string {
  const store = new Database(join(dataDir, 'owned/gateway.db'), { readonly: true });
  const rows = store.prepare('select * from audit_record').all();
  store.close();
  return JSON.stringify(rows);
}

it('every field that the policy calls personal has a canary behind it, or a reason why none can be told', () => {
  const personal = [...readFieldRules('schema/policy/fields.yaml')].flatMap(([type, rules]) =>
    [...rules].filter(([, rule]) => isPersonal(rule)).map(([field]) => `${type}.${field}`),
  );
  expect(Object.keys(SOURCES_OF).toSorted()).toEqual(personal.toSorted());
  for (const fields of [...SHOWN.map((each) => each.fields), SHOWN_TO_NOBODY])
    for (const field of fields)
      expect({ field, canaries: columns(planted.filter((each) => each.fields.includes(field))) }).toEqual({
        field,
        canaries: expect.arrayContaining([expect.any(String)]),
      });
});

it.each(SHOWN)('staff see the canaries of $at, so that they can be found', ({ at, fields }) => {
  const values = [...(answers.seen.get(at) ?? [])].join();
  expect(
    hitsIn(
      values,
      planted.filter((canary) => canary.fields.some((field) => fields.includes(field))),
    ),
  ).not.toEqual([]);
});

it.each(['logs', 'traces', 'metrics', 'audit trail'] as const)('[T16] %s hold no canary', (name) => {
  expect(told[name].length).toBeGreaterThan(1000);
  expect(hitsIn(told[name])).toEqual([]);
});

it.each(['errors', 'BI', 'PARTNER'] as const)('[T16] [GW-06] answers hold no canary: %s', (name) => {
  expect(answers[name].length).toBeGreaterThan(1000);
  expect(hitsIn(answers[name])).toEqual([]);
});

it('[T16] what the graph has no field for is shown to nobody', () => {
  expect(SECRETS.length).toBeGreaterThan(10);
  expect(hitsIn(answers.staff, SECRETS)).toEqual([]);
});
