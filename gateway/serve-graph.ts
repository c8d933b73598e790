import { join } from 'node:path';
import type { GraphQLDataSource } from '@apollo/gateway';
import type { ApolloServer } from '@apollo/server';
import type { Logger } from 'pino';
import type { Audience } from '#policy/claims';
import { readRoles } from '#policy/roles';
import type { Telemetry } from '#runtime/telemetry';
import { demoIssuerKey } from './callers/demo-issuer';
import { openAudit } from './audit/open-audit';
import { rateLimits } from './callers/rate-limits';
import { providerKeys } from './callers/provider-keys';
import { demoTokens, providerTokens, type Tokens } from './callers/verify-token';
import type { Config } from './config';
import { readTrustedDocuments } from './documents/trusted-documents';
import { buildGateway } from './execution/build-gateway';
import type { SupergraphFile } from './execution/supergraph-file';
import type { GatewayContext } from './request-context';
import type { Rules } from './rules';
import { apolloServer } from './server/apollo';
import { httpServer } from './server/http-server';
import type { SourceHealth } from './source-health';

/** A running gateway. */
export interface Running {
  readonly url: string;
  /** What is wrong although it serves: mappings or sources that cannot be read. */
  readonly problems: readonly string[];
  stop(): Promise<void>;
}

export interface Graph {
  readonly audiences: readonly Audience[];
  /** The schema that an audience gets. */
  readonly supergraphOf: (audience: Audience) => SupergraphFile;
  readonly sourceOf: (name: string, url: string) => GraphQLDataSource;
  /** Null: the hard limits only. */
  readonly rules: Rules | null;
  readonly tokens: Tokens;
  readonly health: SourceHealth;
  readonly businessDate: () => string;
  readonly telemetry: Telemetry;
}

/** Opens the HTTP door over a graph. `closing` takes what has to be closed at the end, last first. */
export async function serveGraph(graph: Graph, config: Config, closing: (() => Promise<void> | void)[]): Promise<string> {
  const { audiences, supergraphOf, sourceOf, rules, tokens, telemetry } = graph;
  const { log } = telemetry;
  const rates = rules && (await rateLimits(rules.limits, config.redisUrl, log));
  closing.push(() => rates?.close());
  const trail = rules && (await openAudit(config, rules.policy, telemetry));
  const audit = trail?.audit ?? null;
  closing.push(() => trail?.close());
  const findDocument = readTrustedDocuments(config.trustedDocuments);
  // A gateway of its own for each audience: what is hidden from it is then unknown to validation and introspection as well.
  const servers = new Map(
    audiences.map((each) => [each, apolloServer(buildGateway(supergraphOf(each), sourceOf, log), { rules, audit, rates, log })]),
  );
  for (const server of servers.values()) {
    await server.start();
    closing.push(() => server.stop());
  }
  const serverOf = (audience: Audience): ApolloServer<GatewayContext> => {
    const server = servers.get(audience);
    if (!server) throw new Error(`no schema for ${audience}`);
    return server;
  };
  const { opsToken, corsOrigins } = config;
  const { listen, drain } = httpServer({ serverOf, findDocument, trail, rates, ...graph, ...tokens, opsToken, corsOrigins });
  const url = await listen(config.port, config.host);
  closing.push(drain);
  trail?.start();
  return url;
}

/** Tokens of the identity provider, or of the demo issuer when none is named. */
export async function tokensOf({ dataDir, provider, policyDir }: Config, log: Logger): Promise<Tokens> {
  const roles = readRoles(join(policyDir, 'roles.yaml'));
  if (!provider) return demoTokens(await demoIssuerKey(join(dataDir, 'demo-issuer.jwk')), roles);
  const onFailure = (error: unknown): void => log.error({ err: error }, 'the identity provider does not tell its keys');
  return providerTokens(providerKeys(provider.jwksUrl, { now: Date.now, onFailure }), provider.issuer, roles);
}

/** Runs `start` with a list of what to close; when it fails everything opened so far is closed again. */
export async function closingOnFailure(
  start: (closing: (() => Promise<void> | void)[], stop: () => Promise<void>) => Promise<Running>,
): Promise<Running> {
  const closing: (() => Promise<void> | void)[] = [];
  const stop = async (): Promise<void> => {
    for (const close of closing.splice(0).reverse()) await close();
  };
  try {
    return await start(closing, stop);
  } catch (error) {
    await stop();
    throw error;
  }
}
