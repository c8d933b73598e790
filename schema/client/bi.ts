import type { TrustedDocument } from './execute';
export type Maybe<T> = T | null;
export type InputMaybe<T> = Maybe<T>;
export type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
export type MakeOptional<T, K extends keyof T> = Omit<T, K> & { [SubKey in K]?: Maybe<T[SubKey]> };
export type MakeMaybe<T, K extends keyof T> = Omit<T, K> & { [SubKey in K]: Maybe<T[SubKey]> };
export type MakeEmpty<T extends { [key: string]: unknown }, K extends keyof T> = { [_ in K]?: never };
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** Calendar day, YYYY-MM-DD (日期). */
  Date: { input: string; output: string; }
  /** Instant, ISO 8601 with offset (日期时间). */
  DateTime: { input: string; output: string; }
  /** Exact decimal number as text (十进制数). */
  Decimal: { input: string; output: string; }
};

export type CustomerProfilesQueryVariables = Exact<{
  first?: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
  changedSince?: InputMaybe<Scalars['DateTime']['input']>;
}>;


export type CustomerProfilesQuery = { readonly customerProfiles?: { readonly nodes: ReadonlyArray<{ readonly id: string, readonly kind?: string | null, readonly industry?: string | null, readonly cityCode?: string | null, readonly systems?: ReadonlyArray<string> | null, readonly activityCount?: number | null, readonly firstActivityOn?: string | null, readonly lastActivityOn?: string | null, readonly changedAt?: string | null, readonly removed?: boolean | null, readonly asOf?: ReadonlyArray<{ readonly system: string, readonly asOf?: string | null }> | null, readonly salesSummary?: { readonly orderCount: number, readonly lastOrderOn?: string | null, readonly orderTotalsLast12Months: ReadonlyArray<{ readonly amount: string, readonly currency: string }> } | null, readonly serviceSummary?: { readonly ticketCount: number, readonly complaintCount: number, readonly averageRating?: string | null } | null, readonly staySummary?: { readonly stayCount: number, readonly nights: number } | null }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor?: string | null } } | null };

export const CustomerProfilesDocument: TrustedDocument<CustomerProfilesQuery, CustomerProfilesQueryVariables> = {
  documentId: 'sha256:74ec1b8695a0920b63fa987a20e59aaa752a2fee0abdbeea2ebb8bb5b3b9302b',
  operationName: 'CustomerProfiles',
};