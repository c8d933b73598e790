import type { GraphQLDataSource } from '@apollo/gateway';
import type { ApolloServer } from '@apollo/server';
import type { Audience, Claims, GraphAudience } from '#policy/claims';
import type { LoadGate } from '#runtime/http/load-gate';
import type { Telemetry } from '#runtime/telemetry';
import { openAudit } from './audit/open-audit';
import { auditorGateway } from './auditors/auditor-gateway';
import type { Callers } from './callers/open-callers';
import { rateLimits } from './callers/rate-limits';
import type { Config } from './config';
import { readTrustedDocuments } from './documents/trusted-documents';
import type { Gateway } from './execution/around-executor';
import { buildGateway } from './execution/build-gateway';
import type { SupergraphFile } from './execution/supergraph-file';
import type { GatewayContext } from './request-context';
import { RowQuota } from './row-quota/row-quota';
import type { Rules } from './rules';
import { apolloServer } from './server/apollo';
import { httpServer } from './server/http-server';
import type { SourceHealth } from './source-health';
import type { SharedGatewayStore } from './store/shared-gateway-store';

/** A running gateway. */
export interface Running {
  readonly url: string;
  /** What is wrong although it serves: mappings or sources that cannot be read. */
  readonly problems: readonly string[];
  stop(): Promise<void>;
}

export interface Graph {
  readonly audiences: readonly GraphAudience[];
  /** The schema that an audience gets. */
  readonly supergraphOf: (audience: GraphAudience) => SupergraphFile;
  readonly sourceOf: (name: string, url: string) => GraphQLDataSource;
  /** Null: the hard limits only. */
  readonly rules: Rules | null;
  readonly store: SharedGatewayStore;
  readonly callers: Callers;
  readonly health: SourceHealth;
  readonly businessDate: () => string;
  readonly gate: LoadGate;
  readonly telemetry: Telemetry;
}

/** Opens the HTTP door over a graph. `closing` takes what has to be closed at the end, last first. */
export async function serveGraph(graph: Graph, config: Config, closing: (() => Promise<void> | void)[]): Promise<string> {
  const { audiences, supergraphOf, sourceOf, rules, store, callers, telemetry } = graph;
  const { log, metrics } = telemetry;
  closing.push(store.close);
  const rates = rules && (await rateLimits(rules.limits, config.redisUrl, log));
  closing.push(() => rates?.close());
  const trail = rules && (await openAudit(config, rules.policy, store.open, telemetry));
  const audit = trail?.audit ?? null;
  const pseudonymOf = (sub: string): string => trail?.reader.pseudonymOf(sub) ?? '';
  const quota = audit && rates && new RowQuota({ rates, audit, pseudonymOf, log, metrics });
  closing.push(() => trail?.close());
  const findDocument = readTrustedDocuments(config.trustedDocuments);
  // A gateway of its own for each audience: what is hidden from it is then unknown to validation and introspection as well.
  const serverOver = (gateway: Gateway): ApolloServer<GatewayContext> =>
    apolloServer(gateway, { rules, audit, rates, quota, log });
  const servers = new Map<Audience, ApolloServer<GatewayContext>>(
    audiences.map((each) => [each, serverOver(buildGateway(supergraphOf(each), sourceOf, log))]),
  );
  if (rules && trail) servers.set('AUDITOR', serverOver(auditorGateway(trail, rules.policy)));
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
  const purposesOf = rules && ((claims: Claims) => rules.policy.purposesOf(claims));
  const { listen, drain } = httpServer({ serverOf, findDocument, purposesOf, trail, rates, ...graph, opsToken, corsOrigins });
  const url = await listen(config.port, config.host);
  // The door is open before the store is: whoever asks in the meantime waits for it.
  closing.push(callers.follow());
  closing.push(drain);
  trail?.start();
  return url;
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
