import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createConnection } from 'mysql2/promise';
import type { CheckReport } from '#legacy/check/finding';
import { loadMapping, readMapping } from '#legacy/mapping/load-mapping';
import { describeEngines, mysqlServerUrl } from '#testing/mysql';
import { SYSTEMS } from '../../demo/ddl/table-definition';
import { loadEmbedded } from '../../demo/load/embedded';
import { loadMysql, mysqlDatabase } from '../../demo/load/mysql';
import { scoreDraft } from './draft-score';
import { runCommand } from './run-command';

const PREFIX = `source_check_${process.env.JEST_WORKER_ID ?? '1'}_`;
const PARTIES = 120;
const SLOW_MS = 60_000;

const errorsOf = (json: string): readonly string[] =>
  (JSON.parse(json) as CheckReport[]).flatMap(({ source, rowSets }) =>
    rowSets.flatMap(({ findings }) =>
      findings
        .filter(({ severity }) => severity === 'error')
        .map(({ where, code, message }) => `${source} ${where} ${code}: ${message}`),
    ),
  );

describeEngines('the source commands on the reference systems', (engine) => {
  const directory = mkdtempSync(join(tmpdir(), 'source-check-'));
  const server = mysqlServerUrl() ?? '';
  const environment: Record<string, string> = { BUSINESS_DATE: '2026-06-30' };

  beforeAll(async () => {
    if (engine.name === 'mysql') await loadMysql({ url: server, parties: PARTIES, seed: 1, prefix: PREFIX });
    else loadEmbedded({ directory, parties: PARTIES, seed: 1 });
    for (const system of SYSTEMS) {
      environment[`SOURCE_${system.toUpperCase()}_URL`] =
        engine.name === 'mysql'
          ? `${server}/${mysqlDatabase(system, PREFIX)}`
          : pathToFileURL(join(directory, `${system}.db`)).href;
    }
  }, SLOW_MS);

  afterAll(async () => {
    rmSync(directory, { recursive: true, force: true });
    if (engine.name !== 'mysql') return;
    const connection = await createConnection(server);
    for (const system of SYSTEMS) await connection.query(`drop database if exists ${mysqlDatabase(system, PREFIX)}`);
    await connection.end();
  });

  it(
    'finds no error in any of the four mappings',
    async () => {
      const { code, out } = await runCommand(['check', '--json'], environment);
      expect(errorsOf(out)).toEqual([]);
      expect(code).toBe(0);
    },
    SLOW_MS,
  );

  it(
    'accounts for every stored row of one source',
    async () => {
      const { out } = await runCommand(['check', 'pms', '--json'], environment);
      const [report] = JSON.parse(out) as CheckReport[];
      const agreed = report?.rowSets.map(({ findings }) => findings.some(({ code }) => code === 'rows-agree'));
      expect(agreed).toEqual(report?.rowSets.map(() => true));
    },
    SLOW_MS,
  );

  it.each([
    // Least shares of the fields a person mapped, with the comments of MySQL and without them on SQLite.
    ['finance', 0.6, 0.5],
    ['sales', 0.75, 0.7],
    ['tickets', 0.7, 0.6],
    ['pms', 0.8, 0.5],
  ])(
    'draft of %s can be loaded, and has the tables and most fields of the mapping a person wrote',
    async (system, withComments, without) => {
      const url = environment[`SOURCE_${system.toUpperCase()}_URL`] ?? '';
      const { code, out } = await runCommand(['draft', '--id', system], { SOURCE_URL: url });
      expect(code).toBe(0);
      const written = await loadMapping(join(__dirname, '..', '..', 'demo', 'mappings', `${system}.mapping.yaml`));
      const score = scoreDraft(written, readMapping('draft', out), out);
      expect(score.rightTables / score.rowSets).toBeGreaterThanOrEqual(engine.name === 'mysql' ? 0.8 : 0.5);
      expect((score.right + score.marked) / score.fields).toBeGreaterThanOrEqual(
        engine.name === 'mysql' ? withComments : without,
      );
    },
    SLOW_MS,
  );

  it(
    'check runs on a drafted mapping and finds nothing wrong in what was not left open',
    async () => {
      const file = join(directory, 'draft.mapping.yaml');
      const url = environment.SOURCE_TICKETS_URL ?? '';
      const drafted = await runCommand(['draft', '--id', 'tickets'], { SOURCE_URL: url });
      writeFileSync(file, drafted.out);
      const { code, out } = await runCommand(['check', file, '--json'], { ...environment, SOURCE_URL: url });
      expect([errorsOf(out), code]).toEqual([[], 0]);
    },
    SLOW_MS,
  );
});
