import { renameSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'libsql';
import {
  askGraph,
  OPERATION_NAMES,
  roleOf,
  runOperation,
  send,
  type Graph,
  type GraphAnswer,
} from '../../e2e/topologies/operations';
import { ATTACKS } from '../attacks';
import { collectSeen, STAFF_QUESTIONS, TRIED_MERGE } from './staff-questions';

const STAFF = 'GENERAL_MANAGER';
/** Columns of days and counts, and what they hold then: it is no day and no count any more. */
const BROKEN = [
  ['pms', `update guest set fv_date = fv_date || 'T99', i_times = i_times || 'x', n_times = n_times || 'x' where i_times <> ''`],
  ['sales', `update t_Emp set FHireDate = FHireDate || 'T99' where FHireDate <> ''`],
] as const;

/** What the answers say, by who gets it. */
export interface Answers {
  /** Values of staff by field, `Type.field`, as JSON. */
  readonly seen: ReadonlyMap<string, ReadonlySet<string>>;
  readonly staff: string;
  /** Errors and reasons in answers for staff: whoever sees a screen or a report of it. */
  readonly errors: string;
  readonly BI: string;
  readonly PARTNER: string;
}

/** Runs every operation and attack, and breaks what can break, as staff and as the programs of others. */
export async function askWithCanaries(graph: Graph, values: readonly string[]): Promise<Answers> {
  const seen = new Map<string, Set<string>>();
  const told = new Map<string, string[]>(['staff', 'errors', 'BI', 'PARTNER'].map((name) => [name, []]));
  const keep = (role: string, answer: GraphAnswer): GraphAnswer => {
    told.get(role === STAFF ? 'staff' : role)?.push(JSON.stringify(answer));
    if (role !== STAFF) return answer;
    told.get('errors')?.push(JSON.stringify([answer.errors, answer.extensions]));
    collectSeen(answer.data, seen);
    return answer;
  };
  const ask = async (role: string, query: string, variables?: object): Promise<GraphAnswer> =>
    keep(role, await askGraph(graph, role, query, variables));

  const askAll = async (): Promise<void> => {
    for (const name of OPERATION_NAMES) keep(roleOf(name), await runOperation(graph, name));
    for (const query of STAFF_QUESTIONS) await ask(STAFF, query);
  };
  await askAll();
  const { data } = await ask(STAFF, '{ customers(first: 2) { nodes { id version } } }');
  await ask(STAFF, TRIED_MERGE, { input: { customers: data.customers.nodes, reason: 'one house', dryRun: true } });
  for (const role of [STAFF, 'BI', 'PARTNER']) {
    for (const query of STAFF_QUESTIONS) if (role !== STAFF) await ask(role, query);
    for (const { body } of ATTACKS) keep(role, await answerOf(await send(graph, role, body(0))));
    for (const value of values) {
      const search = 'query ($value: String) { customers(search: $value, first: 5) { nodes { id } } }';
      await ask(role, search, { value });
      await ask(role, 'query ($value: Int!) { customers(first: $value) { nodes { id } } }', { value });
      await ask(role, `{ customer(id: "${value}") { id } customers(after: "${value}") { nodes { id } } }`);
      await ask(role, 'query ($value: String!) { contract(ref: $value) { number } }', { value });
    }
  }
  await withSourceAway(graph, askAll);
  breakValues(graph);
  await askAll();
  const text = (name: string): string => (told.get(name) ?? []).join('\n');
  return { seen, staff: text('staff'), errors: text('errors'), BI: text('BI'), PARTNER: text('PARTNER') };
}

async function answerOf(response: Response): Promise<GraphAnswer> {
  return { status: response.status, ...((await response.json()) as object) };
}

async function withSourceAway({ dataDir }: Graph, work: () => Promise<void>): Promise<void> {
  const file = join(dataDir, 'legacy/pms.db');
  renameSync(file, `${file}.gone`);
  await work();
  renameSync(`${file}.gone`, file);
}

function breakValues({ dataDir }: Graph): void {
  for (const [system, sql] of BROKEN) {
    const database = new Database(join(dataDir, `legacy/${system}.db`));
    database.exec(sql);
    database.close();
  }
}
