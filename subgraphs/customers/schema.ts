import 'reflect-metadata';
import { buildSubgraph, type Subgraph } from '#graphql/build-subgraph';
import { BACK_LINKS } from './back-links/back-link';
import { CustomerContactsResolver } from './contacts/contact.resolver';
import type { CustomersContext } from './context';
import { CustomerResolver, SourceRecordResolver } from './customer/customer.resolver';
import { matchedRecords } from './customer/matched-records';
import { CustomerProfileResolver } from './customer-profile/customer-profile.resolver';
import {
  CustomerQualityResolver,
  DataQualityResolver,
  QualityIssueResolver,
  QualityRunResolver,
  SourceRecordQualityResolver,
} from './data-quality/data-quality.resolver';
import { CustomerHierarchyResolver, ParentStatementResolver } from './hierarchy/hierarchy.resolver';
import { MixedCustomerResolver, PartyInsideResolver } from './stewardship/mixed-customer.resolver';
import { StewardEventResolver } from './stewardship/steward-event.resolver';
import {
  CustomerChangeResolver,
  FieldChangeResolver,
  MatchReviewResolver,
  StewardDecisionResolver,
  StewardshipResolver,
} from './stewardship/stewardship.resolver';
import { CustomerTimelineResolver, TimelineConnectionResolver, TimelineEntryResolver } from './timeline/timeline.resolver';

/** The federated schema of the customers subgraph. */
export function buildCustomersSubgraph(): Subgraph {
  return buildSubgraph<CustomersContext>({
    resolvers: [
      CustomerResolver,
      CustomerContactsResolver,
      CustomerHierarchyResolver,
      ParentStatementResolver,
      SourceRecordResolver,
      CustomerProfileResolver,
      CustomerTimelineResolver,
      TimelineConnectionResolver,
      TimelineEntryResolver,
      StewardshipResolver,
      StewardDecisionResolver,
      CustomerChangeResolver,
      FieldChangeResolver,
      MatchReviewResolver,
      MixedCustomerResolver,
      PartyInsideResolver,
      StewardEventResolver,
      DataQualityResolver,
      QualityRunResolver,
      QualityIssueResolver,
      SourceRecordQualityResolver,
      CustomerQualityResolver,
      ...BACK_LINKS.map(({ resolver }) => resolver),
    ],
    orphanedTypes: BACK_LINKS.map(({ stub }) => stub),
    references: {
      Customer: ({ id }, { loaders }) => loaders.byId.load(String(id)),
      CustomerProfile: ({ id }, { loaders }) => loaders.profiles.load(String(id)),
      SourceRecord: async ({ system, key }, { loaders }) => {
        const [record] = await matchedRecords(loaders, [{ system: String(system), key: String(key) }]);
        return record;
      },
      ...Object.fromEntries(BACK_LINKS.map(({ name }) => [name, (reference: Record<string, unknown>) => ({ ...reference })])),
    },
  });
}
