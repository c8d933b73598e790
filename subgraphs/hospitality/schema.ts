import 'reflect-metadata';
import { buildSubgraph, type Subgraph } from '#graphql/build-subgraph';
import { selectedFields } from '#graphql/selected-fields';
import { SourceRecordStub } from '#graphql/source-record.type';
import type { HospitalityContext } from './context';
import { CustomerProfileStub, CustomerStub } from './customer/customer.type';
import { StayFolioResolver } from './folios/folio.resolver';
import { CustomerGuestsResolver, GuestCompanyResolver } from './guests/guest.resolver';
import { CustomerPreferencesResolver, GuestPreferencesResolver } from './preferences/preference.resolver';
import { CustomerStaySummaryResolver, ProfileStaySummaryResolver } from './stay-summary/stay-summary.resolver';
import { CustomerStaysResolver, StayResolver } from './stays/stay.resolver';

/** The federated schema of the hospitality subgraph. */
export function buildHospitalitySubgraph(): Subgraph {
  return buildSubgraph<HospitalityContext>({
    resolvers: [
      StayResolver,
      StayFolioResolver,
      CustomerStaysResolver,
      CustomerGuestsResolver,
      GuestCompanyResolver,
      GuestPreferencesResolver,
      CustomerPreferencesResolver,
      CustomerStaySummaryResolver,
      ProfileStaySummaryResolver,
    ],
    orphanedTypes: [CustomerStub, CustomerProfileStub, SourceRecordStub],
    references: {
      Customer: (reference) => ({ ...reference }),
      CustomerProfile: (reference) => ({ ...reference }),
      Guest: ({ id }, { loaders }, info) => loaders.guests.byId(String(id), selectedFields(info)),
      Stay: ({ id }, { loaders }, info) => loaders.stays.byId(String(id), 'Stay', selectedFields(info)),
    },
  });
}
