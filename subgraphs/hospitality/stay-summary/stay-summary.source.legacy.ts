import type { LegacyReader } from '#legacy/legacy-reader';
import type { StayFactsSource } from './stay-summary.source';

export function legacyStayFactsSource(reader: LegacyReader): StayFactsSource {
  return {
    stayFacts: (customers) => reader.allByRef('Stay', 'guest', customers, ['status', 'arrivesAt', 'departsAt', 'charges']),
  };
}
