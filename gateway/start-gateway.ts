import { readFileSync } from 'node:fs';
import type { Logger } from 'pino';
import type { BreakerState } from '#core/breaker/circuit-breaker';
import { PROCESS_CLOCK } from '#core/breaker/process-clock';
import { GRAPH_AUDIENCES, type GraphAudience, type GraphClaims } from '#policy/claims';
import { businessDates } from '#runtime/business-date';
import { LoadGate } from '#runtime/http/load-gate';
import type { SubgraphAddress } from '#runtime/subgraph-address';
import { openTelemetry } from '#runtime/telemetry';
import { audienceFile } from './audiences/audience-file';
import { openCallers, type Callers } from './callers/open-callers';
import type { Config } from './config';
import { GuardedPort } from './execution/guarded-port';
import { HttpPort } from './execution/http-port';
import { SubgraphSource } from './execution/subgraph-source';
import { subgraphNames, SupergraphFile } from './execution/supergraph-file';
import { closingOnFailure, serveGraph, type Running } from './serve-graph';
import { readRules } from './rules';
import { SourceHealth } from './source-health';
import { sharedGatewayStore } from './store/shared-gateway-store';

/** Who asks when nobody is asked who he is. */
const ANYBODY: GraphClaims = { sub: 'anybody', roles: [], audience: 'STAFF' };
const OPEN: Callers = {
  verifyCaller: () => Promise.resolve(ANYBODY),
  mayReadOps: () => Promise.resolve(false),
  problem: () => null,
  follow: () => () => Promise.resolve(),
};

/**
 * Starts the gateway alone; its subgraphs are other processes. With policy `off` it serves any supergraph: callers are not asked who they
 * are, requests are not signed, and the subgraphs are where the supergraph says.
 * @throws ConfigError when a subgraph of the supergraph has no address, or the error of a port that cannot be used
 */
export function startGateway(config: Config, given?: Logger): Promise<Running> {
  return closingOnFailure(async (closing, stop) => {
    const telemetry = await openTelemetry('gateway', config, given);
    closing.push(() => telemetry.tracing.close());
    const { log } = telemetry;
    const open = config.policy === 'off';
    const names = subgraphNames(readFileSync(config.supergraphFile, 'utf8'));
    const addresses = open ? new Map<string, SubgraphAddress>() : config.subgraphs(names);
    const sources = new Map<string, SubgraphSource>();
    const sourceOf = (name: string, supergraphUrl: string): SubgraphSource => {
      const { url, key } = addresses.get(name) ?? { url: supergraphUrl, key: null };
      const known = sources.get(`${name} ${url}`);
      if (known) return known;
      const onChange = (breaker: BreakerState): void => log.warn({ subgraph: name, breaker }, 'breaker of a subgraph');
      const port = new GuardedPort(new HttpPort({ name, url, key, now: Date.now, random: Math.random }), PROCESS_CLOCK, onChange);
      telemetry.metrics.watchSubgraph(name, () => port.state);
      closing.push(() => port.close());
      const source = new SubgraphSource(port, telemetry);
      sources.set(`${name} ${url}`, source);
      return source;
    };
    const store = sharedGatewayStore(config.storeUrl('gateway'));
    const graph = {
      audiences: open ? [ANYBODY.audience] : GRAPH_AUDIENCES,
      supergraphOf: (audience: GraphAudience) => {
        const file = open ? config.supergraphFile : audienceFile(config.supergraphFile, audience);
        return new SupergraphFile(file, { follow: true, known: open ? null : names, log });
      },
      sourceOf,
      rules: open ? null : readRules(config),
      store,
      callers: open ? OPEN : await openCallers(config, store.open, log),
      health: new SourceHealth(Date.now),
      businessDate: businessDates(config.businessDate, Date.now),
      gate: new LoadGate(),
      telemetry,
    };
    return { url: await serveGraph(graph, config, closing), problems: [], stop };
  });
}
