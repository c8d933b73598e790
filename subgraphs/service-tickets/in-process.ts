import { isBulk, readerInScope } from '#legacy/scope/reader-in-scope';
import { StaffDirectory } from '#legacy/scope/staff-directory';
import { openCatalog } from '#legacy/source/legacy-catalog';
import { feedSchema } from '#runtime/feeds/feed-schema';
import type { CallContext, InProcessSubgraph, SubgraphOptions } from '#runtime/in-process-subgraph';
import type { ServiceTicketsContext } from './context';
import { SERVICE_TICKETS_FEEDS } from './feeds/service-tickets-feeds';
import { requestLoaders } from './request-loaders';
import { buildServiceTicketsSubgraph } from './schema';

/** The service-tickets subgraph inside this process. */
export async function createInProcess(options: SubgraphOptions): Promise<InProcessSubgraph> {
  const { sourcesFile, urlFor, businessDate, policy, log, onStatement } = options;
  const catalog = await openCatalog({ sourcesFile, subgraph: 'service-tickets', urlFor, onStatement, log });
  const staff = new StaffDirectory(catalog, businessDate, Date.now);
  const context = ({
    claims,
    businessDate: today,
    deadlineMs,
    report,
  }: CallContext): ServiceTicketsContext & Pick<CallContext, 'claims'> => ({
    claims,
    today,
    loaders: requestLoaders(
      readerInScope(catalog, { today, deadlineMs, bulk: isBulk(claims), onRead: report }, policy.rowScope(claims), staff),
    ),
  });
  return {
    name: 'service-tickets',
    schema: buildServiceTicketsSubgraph().schema,
    context,
    feed: feedSchema('service-tickets', catalog, SERVICE_TICKETS_FEEDS),
    check: async () => (await catalog.check()).map(({ file, line, message }) => `${file}:${line} ${message}`),
    poolUse: () => catalog.poolUse(),
    close: () => catalog.close(),
  };
}
