import type { PartyKind } from '../registry/party-record';
import type { QualityField } from './quality-record';

/** What can be wrong with data (ISO/IEC 25012). */
export const QUALITY_DIMENSIONS = ['COMPLETENESS', 'VALIDITY', 'UNIQUENESS', 'CONSISTENCY', 'FRESHNESS'] as const;
export type QualityDimension = (typeof QUALITY_DIMENSIONS)[number];

export const QUALITY_SEVERITIES = ['LOW', 'MEDIUM', 'HIGH'] as const;
export type QualitySeverity = (typeof QUALITY_SEVERITIES)[number];

/** How a rule looks at a record. */
export type QualityCheck =
  | { readonly is: 'present' }
  | { readonly is: 'full-name' | 'one-person' }
  | { readonly is: 'tax-number' | 'current-tax-number' | 'resident-number' | 'phones' | 'email' | 'day' }
  | { readonly is: 'pattern'; readonly pattern: RegExp }
  | { readonly is: 'birth-date-of-resident-number' }
  | { readonly is: 'only-record' | 'own-phones' }
  | { readonly is: 'reference-exists' | 'reference-to-same-customer' }
  | { readonly is: 'younger-than'; readonly days: number };

/** Who answers for data: a department, and a person of it by the `sub` of the token. */
export interface Responsible {
  readonly department: string;
  readonly steward: string;
}

export interface QualityRule {
  readonly id: string;
  readonly dimension: QualityDimension;
  /** Area of the data that somebody answers for. */
  readonly domain: string;
  readonly field: QualityField;
  readonly severity: QualitySeverity;
  /** Systems it is for; null: all. */
  readonly systems: readonly string[] | null;
  /** Parties it is for; null: all. */
  readonly kinds: readonly PartyKind[] | null;
  readonly check: QualityCheck;
  /** What is wrong with a record that breaks it, for people. */
  readonly text: string;
}

/** An area of the data with its name for people. */
export interface QualityDomain {
  readonly id: string;
  readonly text: string;
  /** Who answers for it where no other is named for a system. */
  readonly responsible: Responsible;
}

/** The rules of an installation. */
export interface QualityRules {
  /** Another text for other rules: scores of runs by other versions are not the same measure. */
  readonly version: string;
  readonly domains: readonly QualityDomain[];
  readonly rules: readonly QualityRule[];
  /** A phone number of so many customers is nobody's own. */
  readonly sharedPhoneCustomers: number;
  readonly responsibleFor: (domain: string, system: string) => Responsible;
}

export const isForSystem = ({ systems }: QualityRule, system: string): boolean => systems?.includes(system) ?? true;
