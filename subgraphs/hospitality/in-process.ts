import { isBulk, readerInScope } from '#legacy/scope/reader-in-scope';
import { StaffDirectory } from '#legacy/scope/staff-directory';
import { openCatalog } from '#legacy/source/legacy-catalog';
import { feedSchema } from '#runtime/feeds/feed-schema';
import type { CallContext, InProcessSubgraph, SubgraphOptions } from '#runtime/in-process-subgraph';
import type { HospitalityContext } from './context';
import { HOSPITALITY_FEEDS } from './feeds/hospitality-feeds';
import { requestLoaders } from './request-loaders';
import { buildHospitalitySubgraph } from './schema';

/** The hospitality subgraph inside this process. */
export async function createInProcess(options: SubgraphOptions): Promise<InProcessSubgraph> {
  const { sourcesFile, urlFor, businessDate, policy, log, onStatement } = options;
  const catalog = await openCatalog({ sourcesFile, subgraph: 'hospitality', urlFor, onStatement, log });
  const staff = new StaffDirectory(catalog, businessDate, Date.now);
  const context = ({
    claims,
    businessDate: today,
    deadlineMs,
    report,
  }: CallContext): HospitalityContext & Pick<CallContext, 'claims'> => ({
    claims,
    today,
    loaders: requestLoaders(
      readerInScope(catalog, { today, deadlineMs, bulk: isBulk(claims), onRead: report }, policy.rowScope(claims), staff),
      today,
    ),
  });
  return {
    name: 'hospitality',
    schema: buildHospitalitySubgraph().schema,
    context,
    feed: feedSchema('hospitality', catalog, HOSPITALITY_FEEDS),
    check: async () => (await catalog.check()).map(({ file, line, message }) => `${file}:${line} ${message}`),
    poolUse: () => catalog.poolUse(),
    close: () => catalog.close(),
  };
}
