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
  /** Exact decimal number as text (十进制数). */
  Decimal: { input: string; output: string; }
};

/** Which contracts to list; all conditions must hold (合同筛选). */
export type ContractFilter = {
  /** Ending within these days (到期日期范围). */
  readonly endsOn?: InputMaybe<DateRange>;
  /** One of these kinds (合同类型). */
  readonly kind?: InputMaybe<ReadonlyArray<ContractKind>>;
  /** Signed within these days (签订日期范围). */
  readonly signedOn?: InputMaybe<DateRange>;
};

/** What a contract is about (合同类型). */
export type ContractKind =
  | 'FRAMEWORK'
  | 'ROOM_RATE'
  | 'SALES'
  | 'SERVICE';

/** Order of a list of contracts (合同排序). */
export type ContractSort =
  | 'ENDS_ON_ASC'
  | 'NUMBER_ASC'
  | 'SIGNED_ON_ASC'
  | 'SIGNED_ON_DESC';

/** Where a contract stands on the business day; EXPIRING from 30 days before its end (合同状态). */
export type ContractStatus =
  | 'ACTIVE'
  | 'APPROVED'
  | 'DRAFT'
  | 'ENDED'
  | 'EXPIRING'
  | 'SIGNED';

/** Days from..to, both included; an open end has no limit (日期范围). */
export type DateRange = {
  /** First day (起始日期). */
  readonly from?: InputMaybe<Scalars['Date']['input']>;
  /** Last day (截止日期). */
  readonly to?: InputMaybe<Scalars['Date']['input']>;
};

export type ContractForPartnerQueryVariables = Exact<{
  ref: Scalars['String']['input'];
}>;


export type ContractForPartnerQuery = { readonly contract?: { readonly ref?: string | null, readonly number?: string | null, readonly name?: string | null, readonly status?: ContractStatus | null, readonly startsOn?: string | null, readonly endsOn?: string | null, readonly plan?: ReadonlyArray<{ readonly dueOn?: string | null, readonly amount?: { readonly amount: string, readonly currency: string } | null, readonly paid?: { readonly amount: string, readonly currency: string } | null }> | null } | null };

export type MyContractsQueryVariables = Exact<{
  first?: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
}>;


export type MyContractsQuery = { readonly myContracts?: { readonly nodes: ReadonlyArray<{ readonly ref?: string | null, readonly number?: string | null, readonly name?: string | null, readonly kind?: ContractKind | null, readonly status?: ContractStatus | null, readonly signedOn?: string | null, readonly endsOn?: string | null }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor?: string | null } } | null };

export const ContractForPartnerDocument: TrustedDocument<ContractForPartnerQuery, ContractForPartnerQueryVariables> = {
  documentId: 'sha256:3c0e3530fd8c65f927d6da5eb89c677ff8a27a48f315e396e76851f80385c6d8',
  operationName: 'ContractForPartner',
};

export const MyContractsDocument: TrustedDocument<MyContractsQuery, MyContractsQueryVariables> = {
  documentId: 'sha256:2173c06f3d01adaf3065eadffce9ad57a171df35b121f1e4e2fec813e6aa627f',
  operationName: 'MyContracts',
};