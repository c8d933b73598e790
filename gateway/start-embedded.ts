import { readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import type { Server } from 'node:http';
import { join, resolve } from 'node:path';
import { pino, type Logger } from 'pino';
import { readAccessTable } from '#policy/access-table';
import { guardSchema } from '#policy/guard-schema';
import { readRoles } from '#policy/roles';
import type { InProcessSubgraph, SubgraphOptions } from '#runtime/in-process-subgraph';
import { createInProcess as createCustomers } from '../subgraphs/customers/in-process';
import { createInProcess as createHospitality } from '../subgraphs/hospitality/in-process';
import { createInProcess as createSales } from '../subgraphs/sales/in-process';
import { createInProcess as createServiceTickets } from '../subgraphs/service-tickets/in-process';
import { demoIssuerKey } from './callers/demo-issuer';
import { demoTokens, providerTokens, type VerifyToken } from './callers/verify-token';
import type { Config } from './config';
import { lockDataDir } from './data-dir-lock';
import { buildGateway } from './execution/build-gateway';
import { apolloServer } from './server/apollo';
import { httpServer } from './server/http-server';
import { SourceHealth } from './source-health';

export type CreateSubgraph = (options: SubgraphOptions) => Promise<InProcessSubgraph>;

const SUBGRAPHS: Readonly<Record<string, CreateSubgraph>> = {
  customers: createCustomers,
  sales: createSales,
  'service-tickets': createServiceTickets,
  hospitality: createHospitality,
};
const ROOT = resolve(__dirname, '..');

/** A running gateway with its subgraphs. */
export interface Running {
  readonly url: string;
  /** What is wrong although it serves: mappings or sources that cannot be read. */
  readonly problems: readonly string[];
  stop(): Promise<void>;
}

export interface EmbeddedOptions {
  readonly businessDate: string;
  readonly onStatement?: SubgraphOptions['onStatement'];
  /** Other subgraphs than the product's own, for tests; the supergraph of the configuration must name them. */
  readonly subgraphs?: Readonly<Record<string, CreateSubgraph>>;
  readonly log?: Logger;
  /** Makes data that must be there before the subgraphs open; runs alone on the data folder. */
  readonly prepare?: () => Promise<void> | void;
}

/**
 * Starts the gateway and its subgraphs in this process.
 * @throws DataDirInUseError, MappingError, or the error of a port that cannot be used; whatever was opened is closed again
 */
export async function startEmbedded(config: Config, options: EmbeddedOptions): Promise<Running> {
  const unlock = lockDataDir(config.dataDir);
  const closing: (() => Promise<void> | void)[] = [unlock];
  const stop = async (): Promise<void> => {
    for (const close of closing.splice(0).reverse()) await close();
  };
  try {
    await options.prepare?.();
    await mkdir(join(config.dataDir, 'owned'), { recursive: true });
    const { businessDate } = options;
    const log = options.log ?? pino({ level: config.logLevel });
    const health = new SourceHealth(Date.now);
    const mayRead = readAccessTable(join(ROOT, 'schema/policy/access.yaml'));
    const subgraphs = await openSubgraphs(config, options, log, (subgraph) => closing.push(() => subgraph.close()));
    for (const { schema } of subgraphs) guardSchema(schema, mayRead);
    for (const subgraph of subgraphs) health.setProblems(subgraph.name, await subgraph.check());
    for (const subgraph of subgraphs) await subgraph.start?.();
    const gateway = buildGateway(readFileSync(config.supergraphFile, 'utf8'), subgraphs, log);
    const apollo = apolloServer(gateway, { mayRead, businessDate, log });
    await apollo.start();
    closing.push(() => apollo.stop());
    const { server, drain } = httpServer({ apollo, verifyToken: await tokens(config), health, log });
    await listen(server, config);
    closing.push(drain);
    return { url: urlOf(server, config), problems: health.problems(), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function openSubgraphs(
  { sourcesFile, sourceUrl: urlFor, storeUrl }: Config,
  { businessDate, onStatement, subgraphs = SUBGRAPHS }: EmbeddedOptions,
  log: Logger,
  opened: (subgraph: InProcessSubgraph) => void,
): Promise<readonly InProcessSubgraph[]> {
  const all: InProcessSubgraph[] = [];
  for (const [name, create] of Object.entries(subgraphs)) {
    const subgraph = await create({ sourcesFile, urlFor, storeUrl: storeUrl(name), businessDate, log, onStatement });
    opened(subgraph);
    all.push(subgraph);
  }
  return all;
}

async function tokens({ dataDir, jwksUrl, jwtIssuer }: Config): Promise<VerifyToken> {
  const roles = readRoles(join(ROOT, 'schema/policy/roles.yaml'));
  return jwksUrl
    ? providerTokens({ jwksUrl, issuer: jwtIssuer }, roles)
    : demoTokens(await demoIssuerKey(join(dataDir, 'demo-issuer.jwk')), roles);
}

function listen(server: Server, { port, host }: Config): Promise<void> {
  return new Promise((started, failed) => {
    server.once('error', failed);
    server.listen(port, host, () => {
      server.off('error', failed);
      started();
    });
  });
}

function urlOf(server: Server, { host, port }: Config): string {
  const address = server.address();
  const name = host.includes(':') ? `[${host}]` : host;
  return `http://${name}:${typeof address === 'object' && address ? address.port : port}`;
}
