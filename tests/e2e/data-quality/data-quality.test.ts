import { join } from 'node:path';
import { AS_OF } from '../../../demo/as-of';
import { SYSTEMS } from '../../../demo/ddl/table-definition';
import { describeDemo, type DemoDatabases } from '../demo-systems/demo-databases';
import { startGraph, type GraphUnderTest } from '../graph-under-test';
import { COMPLETENESS_SQL } from './completeness-sql';
import { plantedFaults, type PlantedFaults } from './planted-faults';

// Starts servers and matches thousands of values: a busy machine takes its time.
jest.setTimeout(240_000);

const PARTIES = 500;
/** A world in which the generator planted every fault that the rules are about. */
const SEED = 48;
/** Faults in that world that can be seen, and how many there are. */
const PLANTED = [
  ['TAX_NO_MISSING', 137],
  ['TAX_NO_OLD_FORM', 35],
  ['TAX_NO_TYPO', 7],
  ['PHONE_DIGIT_MISSING', 27],
  ['PHONE_EMPTY', 41],
  ['PHONE_SHARED', 18],
  ['TITLE_ONLY', 29],
  ['COUPLE_ON_ONE_PROFILE', 2],
  ['COLLECTIVE_ACCOUNT', 1],
  ['IMPOSSIBLE_DATE', 2],
  ['RESIDENT_NUMBER_TYPO', 10],
  ['WRONG_FINANCE_CODE', 5],
  ['WRONG_LEDGER_ACCOUNT', 1],
  ['REFERENCE_TO_DELETED', 2],
] as const;
const STEWARD = { role: 'DATA_STEWARD' };
const RUN = 'mutation { runDataQuality { run { id state requestedBy } userErrors { code message } } }';
const LATEST = `{ dataQuality { id state opened closed score { checked failed score } systems { system records unavailable score { completeness } }
  domains { domain text department steward } gaps { system rule reason records } } }`;
const ISSUES = `query ($after: String, $filter: DataQualityIssueFilter) { dataQualityIssues(first: 100, after: $after, filter: $filter) {
  nodes { id rule text version state record { system key } } pageInfo { hasNextPage endCursor } totalCount } }`;

interface Issue {
  readonly id: string;
  readonly rule: string;
  readonly version: number;
  readonly record: { readonly system: string; readonly key: string };
}

const idOf = ({ record: { system, key } }: Issue): string => `${system} ${key}`;

describeDemo('data quality through the gateway', (engine) => {
  let databases: DemoDatabases;
  let graph: GraphUnderTest;
  let planted: PlantedFaults;
  let found: readonly Issue[];

  beforeAll(async () => {
    databases = await engine.create(PARTIES, SEED);
    const sourcesFile = join(__dirname, '../../../demo/sources.yaml');
    graph = await startGraph({ sourcesFile, sourceUrls: databases.urls, businessDate: AS_OF });
    planted = await plantedFaults(PARTIES, SEED, databases);
    await run();
    found = await issues();
  });
  afterAll(async () => {
    await graph?.stop();
    await databases?.drop();
  });

  const settled = async (): Promise<string> => {
    for (;;) {
      const { data } = await graph.ask('{ dataQualityRuns(first: 1) { nodes { state } } }', STEWARD);
      const latest: { readonly state: string } = data.dataQualityRuns.nodes[0];
      if (latest.state !== 'RUNNING') return latest.state;
    }
  };
  const run = async (): Promise<void> => {
    const { data } = await graph.ask(RUN, STEWARD);
    expect(data.runDataQuality).toMatchObject({ run: { state: 'RUNNING', requestedBy: 'u-1702' }, userErrors: [] });
    expect(await settled()).toBe('DONE');
  };
  const issues = async (filter: object = {}): Promise<readonly Issue[]> => {
    const all: Issue[] = [];
    for (let after: string | null = null; ;) {
      const { data } = await graph.ask(ISSUES, { ...STEWARD, variables: { after, filter } });
      const page: { nodes: Issue[]; pageInfo: { hasNextPage: boolean; endCursor: string }; totalCount: number } =
        data.dataQualityIssues;
      all.push(...page.nodes);
      after = page.pageInfo.endCursor;
      if (page.pageInfo.hasNextPage) continue;
      expect(all).toHaveLength(page.totalCount);
      return all;
    }
  };
  const recordsOf = (rules: readonly string[]): ReadonlySet<string> =>
    new Set(found.filter(({ rule }) => rules.includes(rule)).map(idOf));

  it('finds every planted fault that a rule is about', () => {
    const recall = planted.claims.map(({ fault, rules, records }) => {
      const broken = recordsOf(rules);
      return [fault, [...records].filter((id) => broken.has(id)).length, records.size];
    });
    expect(recall).toEqual(PLANTED.map(([fault, count]) => [fault, count, count]));
  });

  it('finds no fault in a record that was written without one', () => {
    const rules = planted.claims.flatMap((claim) => claim.rules);
    expect(planted.clean.size).toBeGreaterThan(300);
    expect([...recordsOf(rules)].filter((id) => planted.clean.has(id))).toEqual([]);
  });

  it('finds the files that a customer has too many in one system, as the registry knows it, and most planted ones', async () => {
    const registry: (readonly { readonly system: string; readonly key: string }[])[] = [];
    for (let after: string | null = null; ;) {
      const query = `query ($after: String) { customers(first: 100, after: $after) { nodes { sourceRecords { system key } } pageInfo { hasNextPage endCursor } } }`;
      const { data } = await graph.ask(query, { ...STEWARD, variables: { after } });
      registry.push(...data.customers.nodes.map((one: { sourceRecords: object[] }) => one.sourceRecords));
      after = data.customers.pageInfo.endCursor;
      if (!data.customers.pageInfo.hasNextPage) break;
    }
    const tooMany = registry.flatMap((records) =>
      SYSTEMS.flatMap((system) => {
        const keys = records.filter((one) => one.system === system).map(({ key }) => key);
        return keys
          .sort()
          .slice(1)
          .map((key) => `${system} ${key}`);
      }),
    );
    const flagged = recordsOf(['one-file-per-customer']);
    expect([...flagged].sort()).toEqual(tooMany.sort());
    const perParty = new Map<string, number>();
    for (const { system, party } of planted.links)
      perParty.set(`${system} ${party}`, (perParty.get(`${system} ${party}`) ?? 0) + 1);
    const duplicates = [...perParty.values()].reduce((sum, files) => sum + files - 1, 0);
    // What matching does not put together has two customers, and is no file too many.
    expect(flagged.size / duplicates).toBeGreaterThan(0.95);
  });

  it.each(SYSTEMS)('says of %s what plain SQL says of its mandatory fields', async (system) => {
    const { data } = await graph.ask(LATEST, STEWARD);
    const shown = data.dataQuality.systems.find((one: { system: string }) => one.system === system);
    const [sums] = await databases.rows(system, COMPLETENESS_SQL[system]);
    const [checked, failed] = [Number(sums?.['checked']), Number(sums?.['failed'])];
    expect(failed).toBeGreaterThan(0);
    expect(shown.score.completeness).toBe((checked - failed) / checked);
  });

  it('names what a source cannot tell, with the reason of its mapping, and counts it nowhere', async () => {
    const { data } = await graph.ask(LATEST, STEWARD);
    const { gaps, score } = data.dataQuality;
    expect(gaps).toContainEqual(
      expect.objectContaining({ system: 'tickets', rule: 'address-present', reason: 'this system keeps no addresses' }),
    );
    expect(found.some(({ rule, record }) => rule === 'address-present' && record.system === 'tickets')).toBe(false);
    expect(score.failed).toBe(found.length);
  });

  it('shows the scores of a customer as the sum of its records, each with what it is about', async () => {
    const query = `{ customers(first: 30) { nodes { quality { score checked failed } sourceRecords { quality { checked failed } } } } }`;
    const { data, errors } = await graph.ask(query, STEWARD);
    expect(errors).toBeUndefined();
    for (const { quality, sourceRecords } of data.customers.nodes) {
      const records: readonly { readonly quality: Readonly<Record<'checked' | 'failed', number>> }[] = sourceRecords;
      const sum = (of: 'checked' | 'failed'): number => records.reduce((total, one) => total + one.quality[of], 0);
      expect(quality).toEqual({
        checked: sum('checked'),
        failed: sum('failed'),
        score: (quality.checked - quality.failed) / quality.checked,
      });
    }
  });

  it('finds the same again, and keeps what a steward said', async () => {
    const [issue] = found;
    const decide = `mutation ($input: DecideDataQualityIssueInput!) { ignoreDataQualityIssue(input: $input) {
      issue { state version decision { actor reason } } userErrors { code field } } }`;
    const input = { id: issue?.id, version: 1, reason: 'it is a public body' };
    const first = await graph.ask(decide, { ...STEWARD, variables: { input } });
    expect(first.data.ignoreDataQualityIssue).toEqual({
      issue: { state: 'IGNORED', version: 2, decision: { actor: 'u-1702', reason: 'it is a public body' } },
      userErrors: [],
    });
    const second = await graph.ask(decide, { ...STEWARD, variables: { input } });
    expect(second.data.ignoreDataQualityIssue).toEqual({ issue: null, userErrors: [{ code: 'CONFLICT', field: 'version' }] });
    await run();
    const { data } = await graph.ask(LATEST, STEWARD);
    expect([data.dataQuality.opened, data.dataQuality.closed]).toEqual([0, 0]);
    expect((await issues({ state: 'IGNORED' })).map(({ id }) => id)).toEqual([issue?.id]);
    expect((await issues({ system: 'finance', dimension: 'VALIDITY', state: 'OPEN' })).length).toBeGreaterThan(0);
  });

  it('refuses a run while another one goes on', async () => {
    const answers = await Promise.all([graph.ask(RUN, STEWARD), graph.ask(RUN, STEWARD)]);
    const codes = answers.map(({ data }) =>
      (data.runDataQuality.userErrors as readonly { readonly code: string }[]).map(({ code }) => code),
    );
    expect(codes.toSorted((a, b) => a.length - b.length)).toEqual([[], ['CONFLICT']]);
    expect(await settled()).toBe('DONE');
  });

  it.each([
    ['SALESPERSON', LATEST],
    ['CS_AGENT', '{ dataQualityIssues(first: 1) { nodes { id } } }'],
    ['AUDITOR', LATEST],
    ['BI', LATEST],
    ['PARTNER', LATEST],
    ['SALES_MANAGER', RUN],
    ['BI', RUN],
  ])('refuses %s', async (role, query) => {
    const { data, errors } = await graph.ask(query, { role });
    expect(Object.values(data ?? {}).filter((value) => value !== null)).toEqual([]);
    expect(errors?.length).toBeGreaterThan(0);
  });

  it.each(['GENERAL_MANAGER', 'SALES_MANAGER', 'FINANCE', 'CUSTOMER_INFO_MANAGER'])('answers %s', async (role) => {
    expect((await graph.ask(LATEST, { role })).data.dataQuality.state).toBe('DONE');
  });
});
