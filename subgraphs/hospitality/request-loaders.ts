import { RecordLoaders } from '#graphql/record-loaders';
import type { LegacyReader } from '#legacy/legacy-reader';
import type { HospitalityLoaders } from './context';
import { folioLoaders } from './folios/folio.loaders';
import { legacyFolioSource } from './folios/folio.source.legacy';
import { GuestLoaders } from './guests/guest.loaders';
import { legacyGuestSource } from './guests/guest.source.legacy';
import { preferenceLoaders } from './preferences/preference.loaders';
import { legacyPreferenceSource } from './preferences/preference.source.legacy';
import { staySummaryLoaders } from './stay-summary/stay-summary.loaders';
import { legacyStayFactsSource } from './stay-summary/stay-summary.source.legacy';
import { legacyCompanyStaySource, legacyStaySource } from './stays/stay.source.legacy';

/** The loaders of one fetch over the hotel systems. */
export function requestLoaders(reader: LegacyReader, today: string): HospitalityLoaders {
  return {
    guests: new GuestLoaders(legacyGuestSource(reader)),
    stays: new RecordLoaders(legacyStaySource(reader)),
    companyStays: new RecordLoaders(legacyCompanyStaySource(reader)),
    ...preferenceLoaders(legacyPreferenceSource(reader)),
    ...folioLoaders(legacyFolioSource(reader)),
    ...staySummaryLoaders(legacyStayFactsSource(reader), today),
  };
}
