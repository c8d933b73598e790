import type { ComparisonName } from '../identity/compare/comparison';

/**
 * How often two records of one party show each level, in data of all sorts: by rule of thumb, not by count. Training sets are
 * made by few generators, which make some errors and never others: nobody there has two phones, or an e-mail address with a slip.
 */
export const USUAL_SHARES: Readonly<Record<ComparisonName, Readonly<Record<string, number>>>> = {
  givenName: { EXACT: 0.75, SOUND: 0.04, CLOSE: 0.1, SIMILAR: 0.04, INITIAL: 0.02, DIFFERENT: 0.05 },
  familyName: { EXACT: 0.8, SOUND: 0.03, CLOSE: 0.09, SIMILAR: 0.02, INITIAL: 0.005, DIFFERENT: 0.055 },
  nameOrder: { SWAPPED: 0.03, KEPT: 0.97 },
  organisationName: { EXACT: 0.75, VARIANT: 0.06, CLOSE: 0.05, CONTAINED: 0.06, SIMILAR: 0.04, BRAND: 0.02, DIFFERENT: 0.02 },
  place: { EXACT: 0.8, DIFFERENT: 0.03, ONE_SIDED: 0.17 },
  legalForm: { EXACT: 0.95, DIFFERENT: 0.05 },
  birthDate: { EXACT: 0.85, CLOSE: 0.08, PARTLY: 0.04, DIFFERENT: 0.03 },
  identifier: { EXACT: 0.85, CLOSE: 0.08, DIFFERENT: 0.07 },
  phone: { EXACT: 0.7, CLOSE: 0.05, DIFFERENT: 0.25 },
  email: { EXACT: 0.65, CLOSE: 0.1, LOCAL: 0.05, DOMAIN: 0.08, DIFFERENT: 0.12 },
  street: { EXACT: 0.7, CLOSE: 0.12, SIMILAR: 0.06, DIFFERENT: 0.12 },
  streetNumber: { EXACT: 0.8, CLOSE: 0.07, DIFFERENT: 0.13 },
  addressLine: { EXACT: 0.55, CLOSE: 0.15, SIMILAR: 0.1, DIFFERENT: 0.2 },
  locality: { EXACT: 0.8, CLOSE: 0.08, SIMILAR: 0.04, DIFFERENT: 0.08 },
  postCode: { EXACT: 0.8, CLOSE: 0.08, DIFFERENT: 0.12 },
  region: { EXACT: 0.92, DIFFERENT: 0.08 },
  crossReference: { EXACT: 0.93, DIFFERENT: 0.07 },
  checkedNumber: { EXACT: 1 },
};
