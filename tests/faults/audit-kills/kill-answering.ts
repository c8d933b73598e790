import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { readRoles } from '#policy/roles';
import { readAuditKey } from '../../../gateway/audit/audit-key';
import { openTrailStore } from '../../../gateway/audit/audit-trail.store';
import { readHeads } from '../../../gateway/audit/chain-heads';
import { verifyTrail } from '../../../gateway/audit/verify-trail';
import { demoIssuerKey, signDemoToken } from '../../../gateway/callers/demo-issuer';
import { startProcess } from '../../e2e/start/started-process';
import { FOREIGN_ERP } from '../../fixtures/foreign-erp/load-foreign-erp';
import { drawFrom } from '../../fixtures/outsiders/draw';

const CLIENTS = 8;
/** Answers before a kill: at least this many, and up to as many again. */
const ANSWERS = 40;
const QUERY = '{ customers(first: 5) { nodes { name } } }';

export interface AuditKillReport {
  /** Requests whose whole answer, with names of customers in it, reached a client. */
  readonly answered: readonly string[];
  /** Requests that a kill cut off. */
  readonly cutOff: number;
  /** Requests that the trail holds. */
  readonly written: ReadonlySet<string>;
  readonly chains: number;
  /** What the verifier says of the trail. */
  readonly problems: readonly string[];
}

/**
 * Starts the graph, asks it for customers from several sides and kills it with signal 9, so many times.
 * @param storeUrl the gateway's store; absent: a file beside the others
 */
export async function killAnswering(
  kills: number,
  seed: number,
  { storeUrl, onKill }: { readonly storeUrl?: string | undefined; readonly onKill?: (kill: number) => void } = {},
): Promise<AuditKillReport> {
  const folder = mkdtempSync(join(tmpdir(), 'audit-kills-'));
  try {
    const draw = drawFrom(seed);
    const under = await UnderFire.in(folder, storeUrl);
    for (let kill = 1; kill <= kills; kill += 1) {
      await under.killAfter(draw.int(ANSWERS, 2 * ANSWERS), draw.int(0, 20));
      onKill?.(kill);
    }
    return await under.report();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What is wrong, in words; empty when no answer came without its record and the trail is whole. */
export function gaps({ answered, cutOff, written, chains, problems }: AuditKillReport, kills: number): readonly string[] {
  const without = answered.filter((request) => !written.has(request));
  return [
    ...problems,
    ...(answered.length < kills * ANSWERS ? [`${answered.length} answers to ${kills} kills: not enough was tried`] : []),
    ...(cutOff === 0 ? ['no kill cut off a request: nothing was tried'] : []),
    ...(chains === kills ? [] : [`${chains} chains of ${kills} processes`]),
    ...(without.length === 0 ? [] : [`${without.length} answers without a record, ${without[0]} first`]),
  ];
}

class UnderFire {
  private readonly answered: string[] = [];
  private cutOff = 0;

  private constructor(
    private readonly dataDir: string,
    private readonly environment: Readonly<Record<string, string>>,
    private readonly bearer: string,
    private readonly storeUrl: string,
  ) {}

  static async in(folder: string, storeUrl = `file:${join(folder, 'data/owned/gateway.db')}`): Promise<UnderFire> {
    const dataDir = join(folder, 'data');
    cpSync(FOREIGN_ERP, join(folder, 'erp'), { recursive: true });
    const database = new Database(join(folder, 'handel.db'));
    for (const name of ['schema.sql', 'rows.sql']) database.exec(readFileSync(join(FOREIGN_ERP, name), 'utf8'));
    database.close();
    const role = 'GENERAL_MANAGER';
    const definition = readRoles(join(__dirname, '../../../schema/policy/roles.yaml')).get(role);
    if (!definition) throw new Error(`no role ${role}`);
    const key = await demoIssuerKey(join(dataDir, 'demo-issuer.jwk'));
    const environment = {
      DATA_DIR: dataDir,
      BUSINESS_DATE: '2026-06-30',
      SOURCES_FILE: join(folder, 'erp/sources.yaml'),
      SOURCE_HANDEL_URL: `file:${join(folder, 'handel.db')}`,
      DB_GATEWAY_URL: storeUrl,
    };
    return new UnderFire(dataDir, environment, await signDemoToken(key, { role, definition, ttl: '5h' }), storeUrl);
  }

  /** Kills the process once it gave so many answers, and some milliseconds later. */
  async killAfter(answers: number, ms: number): Promise<void> {
    const { child, url, exit } = startProcess({ ...this.environment });
    const address = await url;
    const until = this.answered.length + answers;
    let over = false;
    const client = async (): Promise<void> => {
      while (!over) await this.ask(address);
    };
    const clients = Array.from({ length: CLIENTS }, client);
    while (this.answered.length < until) await new Promise((resolve) => setTimeout(resolve, 1));
    await new Promise((resolve) => setTimeout(resolve, ms));
    child.kill('SIGKILL');
    over = true;
    await Promise.all([exit, ...clients]);
  }

  async report(): Promise<AuditKillReport> {
    const store = await openTrailStore(this.storeUrl);
    try {
      const key = await readAuditKey(join(this.dataDir, 'audit-key.json'));
      const noted = await readHeads(join(this.dataDir, 'audit-heads.jsonl'), key.publicKey);
      const { chains, problems } = await verifyTrail(store, noted);
      const contents = await store.questions().records({}, null, 10_000_000);
      const written = new Set(contents.map(({ content }) => (JSON.parse(content) as { requestId: string }).requestId));
      return { answered: this.answered, cutOff: this.cutOff, written, chains, problems: [...noted.problems, ...problems] };
    } finally {
      await store.close();
    }
  }

  private async ask(url: string): Promise<void> {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${this.bearer}` };
    const answer = await fetch(`${url}/graphql`, { method: 'POST', headers, body: JSON.stringify({ query: QUERY }) })
      .then(async (response) => ({ request: response.headers.get('x-request-id') ?? '', text: await response.text() }))
      .catch(() => null);
    if (answer === null) this.cutOff += 1;
    else if (answer.text.includes('"name":"')) this.answered.push(answer.request);
    else throw new Error(`no answer: ${answer.text}`);
  }
}
