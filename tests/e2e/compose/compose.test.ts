import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createConnection, type Connection } from 'mysql2/promise';
import { serverProgram, startServer, type EphemeralServer } from '#testing/ephemeral-server';
import { hasRedis, startRedis, type EphemeralRedis } from '#testing/redis';
import { tracesKept } from '#testing/told/trace-door';
import { askGraph, OPERATION_NAMES, runOperation, type GraphAnswer } from '../topologies/operations';
import { readEnvFile, readServices, type Service } from './compose-file';
import { ComposedProcesses, type Composed } from './composed-processes';

jest.setTimeout(300_000);

const ROOT = join(__dirname, '../../..');
const COMPOSE = join(ROOT, 'docker-compose.yml');
const SUBGRAPHS = ['customers', 'sales', 'service-tickets', 'hospitality'];
const PROCESSES = [...SUBGRAPHS, 'gateway', 'worker'];
const env = readEnvFile(spawnSync('sh', [join(ROOT, 'deploy/create-env.sh')], { encoding: 'utf8' }).stdout);
/** The first party is a key account. */
const OPS_TOKEN = 'o'.repeat(32);
const variables = { ...env, DEMO_PARTIES: '41', LOG_LEVEL: 'debug', ...tracesKept(), OPS_TOKEN };
const QUERY = '{ customerProfiles(first: 1) { nodes { kind salesSummary { orderCount } } } }';
const services = readServices(COMPOSE, variables);
const ours = Object.entries(services).filter(([, { build }]) => build !== undefined);

describe('docker-compose.yml', () => {
  it.each(Object.keys(env).filter((name) => /PASSWORD|KEY/.test(name)))('starts nothing without %s', (name) => {
    expect(() => readServices(COMPOSE, { ...variables, [name]: '' })).toThrow(`${name}: make .env first`);
  });

  it('knows no secret', () => {
    const texts = Object.values(readServices(COMPOSE, Object.fromEntries(Object.keys(env).map((name) => [name, 'SECRET']))));
    const secrets = texts.flatMap(({ environment }) => Object.entries(environment).filter(([name]) => /PASSWORD|KEY/.test(name)));
    expect(secrets.length).toBeGreaterThan(10);
    for (const [, value] of secrets) expect(value).toBe('SECRET');
  });

  it.each(ours)('%s runs without rights, on a file system that it cannot write, and gets its signals', (_name, service) => {
    expect(service).toMatchObject({ read_only: true, cap_drop: ['ALL'], init: true });
    expect(service.command[0]).toBe('node');
    expect(readFileSync(join(ROOT, 'Dockerfile'), 'utf8')).toMatch(/^USER node$/m);
  });

  it('tells every process by which token monitoring comes, and where traces go', () => {
    const told = readServices(COMPOSE, { ...variables, OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318' });
    for (const name of PROCESSES)
      expect([name, told[name]?.environment]).toEqual([
        name,
        expect.objectContaining({ OPS_TOKEN, OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318' }),
      ]);
  });

  it('starts each process when what it needs is well, and opens one door, on this machine', () => {
    for (const name of SUBGRAPHS)
      expect(conditionsOf(name)).toMatchObject({ mysql: 'service_healthy', redis: 'service_healthy' });
    expect(conditionsOf('gateway')).toEqual({
      'gateway-store': 'service_completed_successfully',
      ...Object.fromEntries(['redis', ...SUBGRAPHS].map((name) => [name, 'service_healthy'])),
    });
    expect(Object.values(services).flatMap(({ ports = [] }) => ports)).toEqual(['127.0.0.1:4000:4000']);
  });
});

function conditionsOf(name: string): Record<string, string> {
  const entries = Object.entries(services[name]?.depends_on ?? {});
  return Object.fromEntries(entries.map(([needed, { condition }]) => [needed, condition]));
}

const canRun =
  hasRedis() && serverProgram() !== null && ['mysql', 'bash'].every((tool) => spawnSync(tool, ['--version']).status === 0);
if (!canRun)
  process.stdout.write('Skipped, no mariadbd or mysqld, mysql or redis-server on the PATH: what docker-compose.yml starts\n');

(canRun ? describe : describe.skip)('what docker-compose.yml starts', () => {
  let mysql: EphemeralServer | null;
  let redis: EphemeralRedis;
  let processes: ComposedProcesses;
  const running = new Map<string, Composed>();
  const host = (url: string): string => new URL(url).host;

  beforeAll(async () => {
    mysql = await startServer();
    if (!mysql) throw new Error('no server of databases did start');
    await createUsers(mysql, services.mysql);
    redis = await startRedis(undefined, (services.redis?.command ?? []).slice(1));
    processes = await ComposedProcesses.of(services, { mysql: host(mysql.url), redis: host(redis.url) });
    const demo = processes.start('demo');
    expect([await demo.exit, demo.output().match(/failed.*/)]).toEqual([0, null]);
    const migrated = processes.start('gateway-store');
    expect([await migrated.exit, migrated.output()]).toEqual([0, 'The store of the gateway is up to date\n']);
    for (const name of PROCESSES) running.set(name, processes.start(name));
    await Promise.all([...running].map(([name, process]) => processes.untilHealthy(name, process)));
  });
  afterAll(async () => {
    await processes?.stop();
    await redis?.stop();
    await mysql?.stop();
  });

  const graph = () => ({ url: processes.url('gateway'), dataDir: processes.dataDir('gateway') });
  const connectAs = (user: string): Promise<Connection> =>
    createConnection({ uri: `mysql://${user}:${env[`${user.toUpperCase()}_PASSWORD`]}@${host(mysql?.url ?? '')}` });

  it('has nothing to say against its databases, and Redis knows the requests', async () => {
    for (const name of PROCESSES) {
      const response = await fetch(`${processes.url(name)}/ready`);
      const { status, degraded } = (await response.json()) as { status: string; degraded?: unknown };
      expect([name, status, degraded]).toEqual([name, 'ok', undefined]);
    }
  });

  it.each(OPERATION_NAMES)('answers %s without an error', async (name) => {
    let answer: GraphAnswer = await runOperation(graph(), name);
    // A process that has just started plans and compiles, which a busy machine does not do in the time of a request.
    if (answer.errors) answer = await runOperation(graph(), name);
    expect([answer.status, answer.errors]).toEqual([200, undefined]);
    expect(Object.values(answer.data ?? {})).not.toContain(null);
  });

  it.each([
    ['read_finance', 'legacy_fin', 'legacy_sal'],
    ['read_sales', 'legacy_sal', 'legacy_fin'],
    ['read_tickets', 'legacy_svc', 'legacy_pms'],
    ['read_pms', 'legacy_pms', 'crm_customers'],
  ])('lets %s read %s, write nothing and see nothing of %s', async (user, own, other) => {
    const connection = await connectAs(user);
    const [[table]] = (await connection.query(`select table_name as name from information_schema.tables where table_schema = ?`, [
      own,
    ])) as unknown as [[{ name: string }]];
    await expect(connection.query(`select count(*) from \`${own}\`.\`${table.name}\``)).resolves.toBeDefined();
    for (const refused of [
      `delete from \`${own}\`.\`${table.name}\``,
      `create table \`${own}\`.t (id int)`,
      `drop table \`${own}\`.\`${table.name}\``,
      `use ${other}`,
    ])
      await expect(connection.query(refused)).rejects.toThrow(/denied/);
    await connection.end();
  });

  it('writes the audit trail by a user who can neither change nor remove a record', async () => {
    const connection = await connectAs('crm_gateway');
    const [[found]] = (await connection.query('select count(*) as n from crm_gateway.audit_record')) as unknown as [
      [{ n: number }],
    ];
    expect(found.n).toBeGreaterThan(0);
    for (const refused of ['update', 'delete from', 'truncate', 'drop table'])
      await expect(
        connection.query(`${refused} crm_gateway.audit_record${refused === 'update' ? " set actor = 'nobody'" : ''}`),
      ).rejects.toThrow(/denied/);
    await connection.end();
  });

  it('lets the gateway add to the trail and to the use of keys, and to nothing else of its store', async () => {
    const connection = await connectAs('crm_gateway');
    const [tables] = (await connection.query(
      "select table_name as name from information_schema.tables where table_schema = 'crm_gateway'",
    )) as unknown as [readonly { readonly name: string }[]];
    const addedTo: string[] = [];
    for (const { name } of tables) {
      const refused = await connection
        .query(`insert into crm_gateway.\`${name}\` select * from crm_gateway.\`${name}\` where 1 = 0`)
        .then(
          () => null,
          (error: unknown) => String(error),
        );
      if (refused === null) addedTo.push(name);
      else expect(refused).toMatch(/denied/);
    }
    expect(tables.length).toBeGreaterThan(5);
    expect(addedTo.toSorted()).toEqual(['api_key_use', 'audit_record', 'audit_subject']);
    await expect(connection.query('create table crm_gateway.other (id int)')).rejects.toThrow(/denied/);
    await connection.end();
  });

  it('drops no request of 30 clients when the gateway gets SIGTERM, and every process ends by itself', async () => {
    const failed: unknown[] = [];
    let answered = 0;
    let ready = true;
    const client = async (): Promise<void> => {
      while (ready) {
        const { status, errors } = await askGraph(graph(), 'BI', QUERY).catch((error: unknown) => ({ status: 0, errors: error }));
        if (status === 200 && errors === undefined) answered += 1;
        else failed.push([status, errors]);
      }
    };
    // What a load balancer does: it stops sending when /ready says so.
    const balancer = async (): Promise<void> => {
      while (ready) {
        ready = (await fetch(`${processes.url('gateway')}/ready`)).status === 200;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    };
    const work = Promise.all([...Array.from({ length: 30 }, client), balancer()]);
    while (answered < 60 && failed.length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    running.get('gateway')?.child.kill('SIGTERM');
    await work;
    expect(failed).toEqual([]);
    expect(await running.get('gateway')?.exit).toBe(0);
    for (const rest of ['worker', ...SUBGRAPHS]) {
      running.get(rest)?.child.kill('SIGTERM');
      expect([rest, await running.get(rest)?.exit]).toEqual([rest, 0]);
    }
  });
});

/** Runs the script that compose mounts into MySQL, against a server whose root has the password that compose would give him. */
async function createUsers({ url }: EphemeralServer, service: Service | undefined): Promise<void> {
  const { environment = {}, volumes = [] } = service ?? {};
  const mounted = (target: string): string => {
    const [path = ''] = volumes.flatMap((volume) => (volume.includes(`:${target}`) ? [volume.split(':')[0] ?? ''] : []));
    return join(ROOT, path);
  };
  const root = await createConnection({ uri: url });
  await root.query(`alter user 'root'@'localhost' identified by '${environment.MYSQL_ROOT_PASSWORD}'`);
  await root.end();
  const { hostname, port } = new URL(url);
  const address = { MYSQL_HOST: hostname, MYSQL_TCP_PORT: port, USERS_SQL: mounted('/deploy/users.sql') };
  // Twice: it is also what changes passwords later.
  for (let times = 0; times < 2; times += 1) {
    const script = mounted('/docker-entrypoint-initdb.d/');
    const { status, stderr } = spawnSync('bash', [script], {
      env: { PATH: process.env.PATH ?? '', ...environment, ...address },
      encoding: 'utf8',
    });
    expect([status, stderr]).toEqual([0, '']);
  }
}
