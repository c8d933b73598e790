import { existsSync, readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { pino } from 'pino';
import { readAccessTable } from '#policy/access-table';
import { guardSchema } from '#policy/guard-schema';
import { readRoles } from '#policy/roles';
import type { InProcessSubgraph, SubgraphOptions } from '#runtime/in-process-subgraph';
import { createInProcess as createCustomers } from '../subgraphs/customers/in-process';
import { createInProcess as createSales } from '../subgraphs/sales/in-process';
import { createInProcess as createServiceTickets } from '../subgraphs/service-tickets/in-process';
import { demoIssuerKey } from './callers/demo-issuer';
import { demoTokens, providerTokens } from './callers/verify-token';
import type { Config } from './config';
import { lockDataDir } from './data-dir-lock';
import { buildGateway } from './execution/build-gateway';
import { apolloServer } from './server/apollo';
import { httpServer } from './server/http-server';

const SUBGRAPHS = { customers: createCustomers, sales: createSales, 'service-tickets': createServiceTickets };
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
}

/**
 * Starts the gateway and its subgraphs in this process.
 * @throws DataDirInUseError, MappingError, or the error of a port that cannot be used; whatever was opened is closed again
 */
export async function startEmbedded(config: Config, { businessDate, onStatement }: EmbeddedOptions): Promise<Running> {
  const unlock = lockDataDir(config.dataDir);
  const closing: (() => Promise<void> | void)[] = [unlock];
  const stop = async (): Promise<void> => {
    for (const close of closing.splice(0).reverse()) await close();
  };
  try {
    await mkdir(join(config.dataDir, 'owned'), { recursive: true });
    const log = pino({ level: config.logLevel });
    const mayRead = readAccessTable(join(ROOT, 'schema/policy/access.yaml'));
    const subgraphs: InProcessSubgraph[] = [];
    for (const [name, create] of Object.entries(SUBGRAPHS)) {
      const { sourcesFile, sourceUrl: urlFor } = config;
      const subgraph = await create({ sourcesFile, urlFor, storeUrl: config.storeUrl(name), businessDate, log, onStatement });
      closing.push(() => subgraph.close());
      guardSchema(subgraph.schema, mayRead);
      subgraphs.push(subgraph);
    }
    const problems = [...new Set((await Promise.all(subgraphs.map((subgraph) => subgraph.check()))).flat())];
    for (const subgraph of subgraphs) await subgraph.start?.();
    const gateway = buildGateway(readFileSync(join(ROOT, 'schema/supergraph.graphql'), 'utf8'), subgraphs, log);
    const apollo = apolloServer(gateway, { mayRead, businessDate });
    await apollo.start();
    closing.push(() => apollo.stop());
    const roles = readRoles(join(ROOT, 'schema/policy/roles.yaml'));
    const verifyToken = config.jwksUrl
      ? providerTokens(config.jwksUrl, roles)
      : demoTokens(await demoIssuerKey(join(config.dataDir, 'demo-issuer.jwk')), roles);
    const { server, drain } = httpServer({ apollo, verifyToken, log, degraded: () => problems });
    await new Promise<void>((started, failed) => {
      server.once('error', failed);
      server.listen(config.port, config.host, started);
    });
    closing.push(drain);
    const { port } = server.address() as AddressInfo;
    return { url: `http://${config.host}:${port}`, problems, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Whether every legacy file of the demo is there. */
export function hasDemoData(dataDir: string): boolean {
  return ['finance', 'sales', 'tickets', 'pms'].every((name) => existsSync(join(dataDir, 'legacy', `${name}.db`)));
}
