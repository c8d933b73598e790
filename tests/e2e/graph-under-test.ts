import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readRoles } from '#policy/roles';
import { keepMetrics } from '#testing/told/keep-process';
import { tracesKept } from '#testing/told/trace-door';
import { demoIssuerKey, signDemoToken } from '../../gateway/callers/demo-issuer';
import { readConfig, turnTelemetryOff } from '../../gateway/config';
import { startEmbedded, SUBGRAPHS, type CreateSubgraph } from '../../gateway/start-embedded';

const ROLES = readRoles(join(__dirname, '../../schema/policy/roles.yaml'));

export interface Answer {
  readonly status: number;
  readonly data?: any;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly extensions: { readonly code: string; readonly source?: string };
  }[];
  readonly extensions?: {
    readonly sources?: readonly { readonly name: string; readonly status: string }[];
    readonly unavailable?: readonly {
      readonly path: readonly (string | number)[];
      readonly source?: string;
      readonly code: string;
      readonly reason: string;
    }[];
    readonly unavailableCount?: number;
  };
}

export interface Question {
  /** Role of the demo person who asks; null: nobody. The general manager when absent. */
  readonly role?: string | null;
  /** Whose requests and rows are counted; the demo person when absent. */
  readonly sub?: string;
  readonly variables?: object;
}

/** The real gateway over legacy databases, with its statements counted. */
export interface GraphUnderTest {
  readonly url: string;
  readonly dataDir: string;
  readonly problems: readonly string[];
  ask(query: string, question?: Question): Promise<Answer>;
  /** Headers of a JSON request of the demo person of a role. */
  headersOf(role: string): Promise<Readonly<Record<string, string>>>;
  /** Statements per source that one query sends. */
  counted(query: string): Promise<Readonly<Record<string, number>>>;
  stop(): Promise<void>;
}

export interface GraphOptions {
  readonly sourcesFile: string;
  /** Connection URLs by source id. */
  readonly sourceUrls: Readonly<Record<string, string>>;
  readonly businessDate: string;
  /** Hears of every fetch that reaches a subgraph. */
  readonly onFetch?: (subgraph: string) => void;
  /** Rules of its own; those of the product when absent. */
  readonly policyDir?: string;
}

/** Starts the gateway on a free port with a data folder of its own; `stop` removes both. */
export async function startGraph({
  sourcesFile,
  sourceUrls,
  businessDate,
  onFetch = () => undefined,
  policyDir,
}: GraphOptions): Promise<GraphUnderTest> {
  turnTelemetryOff();
  const dataDir = mkdtempSync(join(tmpdir(), 'graph-'));
  const remove = (): void => rmSync(dataDir, { recursive: true, force: true });
  const config = readConfig({
    PORT: '0',
    DATA_DIR: dataDir,
    SOURCES_FILE: sourcesFile,
    LOG_LEVEL: 'silent',
    ...tracesKept(),
    ...(policyDir !== undefined && { POLICY_DIR: policyDir }),
    ...Object.fromEntries(
      Object.entries(sourceUrls).map(([id, url]) => [`SOURCE_${id.toUpperCase().replaceAll('-', '_')}_URL`, url]),
    ),
  });
  const sent: string[] = [];
  const running = await startEmbedded(config, {
    businessDate: () => businessDate,
    onStatement: ({ source }) => sent.push(source),
    subgraphs: Object.fromEntries(Object.entries(SUBGRAPHS).map(([name, create]) => [name, heard(create, onFetch)])),
  }).catch((error: unknown) => {
    remove();
    throw error;
  });
  const key = await demoIssuerKey(join(dataDir, 'demo-issuer.jwk'));
  const headersOf = async (role: string | null, sub?: string): Promise<Record<string, string>> => {
    const definition = role === null ? undefined : ROLES.get(role);
    const token =
      role && definition ? await signDemoToken(key, { role, definition, ttl: '1h', ...(sub !== undefined && { sub }) }) : '';
    return { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) };
  };
  const ask = async (query: string, { role = 'GENERAL_MANAGER', sub, variables = {} }: Question = {}): Promise<Answer> => {
    const response = await fetch(`${running.url}/graphql`, {
      method: 'POST',
      headers: await headersOf(role, sub),
      body: JSON.stringify({ query, variables }),
    });
    return { status: response.status, ...((await response.json()) as Omit<Answer, 'status'>) };
  };
  return {
    url: running.url,
    dataDir,
    problems: running.problems,
    ask,
    headersOf,
    async counted(query) {
      sent.length = 0;
      const { errors } = await ask(query);
      if (errors) throw new Error(`${errors[0]?.extensions.code}: ${errors[0]?.message}`);
      const counts: Record<string, number> = {};
      for (const source of sent) counts[source] = (counts[source] ?? 0) + 1;
      return counts;
    },
    async stop() {
      await keepMetrics(running.url);
      await running.stop();
      remove();
    },
  };
}

const heard =
  (create: CreateSubgraph, onFetch: (subgraph: string) => void): CreateSubgraph =>
  async (options) => {
    const subgraph = await create(options);
    return {
      ...subgraph,
      context: (call) => {
        onFetch(subgraph.name);
        return subgraph.context(call);
      },
    };
  };
