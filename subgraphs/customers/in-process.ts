import { createHmac, randomUUID } from 'node:crypto';
import { dirname } from 'node:path';
import type { FeedSource } from '#core/feed';
import { giveWay } from '#core/give-way';
import type { SourceReport } from '#core/source-report';
import { ownParties } from '#legacy/scope/own-parties';
import { isBulk, readerInScope } from '#legacy/scope/reader-in-scope';
import { StaffDirectory } from '#legacy/scope/staff-directory';
import { openCatalog } from '#legacy/source/legacy-catalog';
import { feedSchema } from '#runtime/feeds/feed-schema';
import { PARTY_FEED } from '#runtime/feeds/legacy-feed';
import type { CallContext, FollowOptions, InProcessSubgraph, RunningWorker, SubgraphOptions } from '#runtime/in-process-subgraph';
import { openStore } from '#runtime/store/open-store';
import { contactLoaders } from './contacts/contact.loaders';
import { legacyContactSource } from './contacts/contact.source.legacy';
import type { CustomersContext } from './context';
import { customerLoaders } from './customer/customer.loaders';
import { profileLoaders } from './customer-profile/customer-profile.loaders';
import { OwnedProfileStore } from './customer-profile/customer-profile.store';
import { ProfileProjection } from './customer-profile/profile-projection';
import { createDataQuality } from './data-quality/create-data-quality';
import { qualityRulesFile } from './data-quality/quality-rules-file';
import { qualityLoaders } from './data-quality/data-quality.loaders';
import { hierarchyLoaders } from './hierarchy/hierarchy.loaders';
import { OwnedHierarchy } from './hierarchy/hierarchy.store';
import { legacyPartyRecordSource } from './registry/party-record.source.legacy';
import { timedIds } from './registry/timed-ids';
import { readIdentitySettings } from './registry/identity-settings';
import { PartyMatching } from './registry/party-matching';
import { MovedReferences } from './registry/moved-references';
import { PartyUpdates, type OpenedSources } from './registry/party-updates';
import { ReviewQueue } from './registry/review-queue';
import { RegistryStore } from './registry/registry.store';
import { RegistryWriter } from './registry/registry-writer.store';
import { WholeMatching } from './registry/whole-matching';
import { legacyContractNumberSource } from './search/contract-number.source.legacy';
import { hiddenTerms } from './search/hidden-terms';
import { SearchIndex } from './search/search-index.store';
import { buildCustomersSubgraph } from './schema';
import { stewardDecisionLoaders } from './stewardship/steward-decision.loaders';
import { OwnedStewardDecisions } from './stewardship/steward-decision.store';
import { StewardshipService } from './stewardship/stewardship.service';
import { customersStore } from './store';
import { timelineLoaders } from './timeline/timeline.loaders';
import { OwnedTimeline } from './timeline/timeline.store';
import { openCrew } from './whole-match/open-crew';
import { createWorker } from './worker/create-worker';
import { runWorker } from './worker/run-worker';

const REGISTRY_DEADLINE_MS = 60_000;
const QUALITY_RUN_DEADLINE_MS = 6 * 3_600_000;

/** The customers subgraph, which can also do the work of the worker. */
export interface CustomersInProcess extends InProcessSubgraph {
  follow(sources: ReadonlyMap<string, FeedSource>, options: FollowOptions): RunningWorker;
}

/** The customers subgraph inside this process; `start` brings registry and profiles up to date with the sources. */
export async function createInProcess(options: SubgraphOptions): Promise<CustomersInProcess> {
  const { sourcesFile, urlFor, storeUrl, businessDate, policy, log, onStatement } = options;
  const catalog = await openCatalog({ sourcesFile, subgraph: 'customers', urlFor, onStatement, log });
  const staff = new StaffDirectory(catalog, businessDate, Date.now);
  const store = await openStore(customersStore, storeUrl);
  const settings = readIdentitySettings();
  const registry = new RegistryStore(store.fork);
  const search = new SearchIndex(store.fork);
  const hierarchy = new OwnedHierarchy(store.fork);
  const profiles = new OwnedProfileStore(store.fork, Date.now, giveWay);
  const timeline = new OwnedTimeline(store.fork);
  const writer = new RegistryWriter(store.fork);
  const decisions = new OwnedStewardDecisions(store.fork);
  const newId = timedIds(Date.now);
  const whole = new WholeMatching(openCrew);
  const matching = new PartyMatching({
    writer,
    settings,
    decisions,
    whole,
    newId,
    now: Date.now,
    exclusively: (work) => store.exclusively('registry', work),
  });
  const reviews = new ReviewQueue(matching);
  const ruling = { registry, records: writer, versions: writer, decisions, matching, newId, now: Date.now };
  const stewardship = new StewardshipService(ruling);
  const openSources = async (): Promise<OpenedSources> => {
    const [silent, leftOut] = [new Set<string>(), new Set<string>()];
    const onRead = ({ source, status }: SourceReport): void => {
      if (status !== 'OK') (status === 'NOT_AVAILABLE' ? leftOut : silent).add(source);
    };
    const reader = catalog.reader({ today: businessDate(), deadlineMs: REGISTRY_DEADLINE_MS, onRead });
    const secret = await writer.secret('identifier-secret');
    const hash = (value: string): string => createHmac('sha256', secret).update(value).digest('base64url');
    return {
      parties: legacyPartyRecordSource(reader, hash, (party) => catalog.matchRules(party)),
      contracts: legacyContractNumberSource(reader),
      silent,
      leftOut,
    };
  };
  const parties = new PartyUpdates(openSources, matching, log);
  const references = { parties, known: () => writer.references(), open: openSources, now: Date.now, log };
  let isRead = false;
  // A store in a file belongs to one process.
  const alone = storeUrl.startsWith('file:');
  const quality = createDataQuality({
    store,
    alone,
    rulesFile: qualityRulesFile(dirname(sourcesFile)),
    openReader: () => catalog.reader({ today: businessDate(), deadlineMs: QUALITY_RUN_DEADLINE_MS }),
    isMatched: () => matching.isBuilt(),
    businessDate,
    now: Date.now,
    log,
  });
  return {
    name: 'customers',
    schema: buildCustomersSubgraph().schema,
    context: ({ claims, businessDate: today, deadlineMs, report }: CallContext): CustomersContext => {
      const rows = policy.rowScope(claims);
      const records = ownParties(catalog, { today, deadlineMs }, rows, staff);
      const seen = registry.within({ records, survivorship: settings.survivorship });
      return {
        claims,
        registry: seen,
        search: search.for(hiddenTerms(claims, policy), records),
        profiles,
        timeline,
        reviews,
        decisions,
        stewardship,
        quality,
        loaders: {
          ...customerLoaders(seen),
          ...hierarchyLoaders(hierarchy),
          ...contactLoaders(
            legacyContactSource(readerInScope(catalog, { today, deadlineMs, bulk: isBulk(claims), onRead: report }, rows, staff)),
          ),
          ...profileLoaders(profiles),
          ...timelineLoaders(timeline),
          ...qualityLoaders(quality.runs),
          ...stewardDecisionLoaders(decisions),
        },
      };
    },
    start: async () => {
      isRead = (await parties.refresh()).size === 0;
      const projection = new ProfileProjection(profiles, registry, parties, giveWay, Date.now);
      await store.exclusively('profiles', () => projection.followRegistry());
    },
    follow: (sources, { intervalMs, compareAtMostMs, qualityEveryMs = 0, isAsked = () => false, onLags }) => {
      const intervals = { everyMs: intervalMs, atMostMs: compareAtMostMs };
      const afterCycle = (): Promise<void> => quality.service.startWhenDue(qualityEveryMs);
      const moved = new MovedReferences(references, !isRead);
      const common = { store, registry, parties: moved, sources, intervals, log, onLags, afterCycle, now: Date.now };
      const who = { holder: randomUUID(), alone };
      const running = runWorker((pause) => createWorker({ ...common, ...who, pause }), { intervalMs, isAsked, log });
      return { stop: () => Promise.all([whole.end(), running.stop()]).then(() => undefined) };
    },
    feed: feedSchema('customers', catalog, [PARTY_FEED]),
    check: async () => (await catalog.check()).map(({ file, line, message }) => `${file}:${line} ${message}`),
    poolUse: () => catalog.poolUse(),
    close: async () => {
      await Promise.all([quality.service.stop(), whole.end()]);
      await Promise.all([catalog.close(), store.close()]);
    },
  };
}
