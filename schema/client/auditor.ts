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
  /** Instant, ISO 8601 with offset (日期时间). */
  DateTime: { input: string; output: string; }
};

/** Whether the caller was answered (审计结论). */
export type AuditDecision =
  /** The operation asked for fields that the caller may not see, and got nothing (已拒绝). */
  | 'REFUSED'
  /** The answer held what was asked for (已展示). */
  | 'SHOWN';

/** Which audit records; all that is given must hold (审计记录筛选). */
export type AuditRecordFilter = {
  /** Subject of the token or API key that asked (操作者). */
  readonly actor?: InputMaybe<Scalars['String']['input']>;
  /** About the customer of this id; the trail holds its pseudonym only (客户编号). */
  readonly customer?: InputMaybe<Scalars['ID']['input']>;
  /** Written at this moment or later (起始时间). */
  readonly from?: InputMaybe<Scalars['DateTime']['input']>;
  /** By an operation of this name (操作名称). */
  readonly operation?: InputMaybe<Scalars['String']['input']>;
  /** Of this request (请求编号). */
  readonly request?: InputMaybe<Scalars['ID']['input']>;
  /** About this record of a source system (来源记录). */
  readonly sourceRecord?: InputMaybe<AuditedSourceRecordInput>;
  /** About the object of this pseudonym (对象假名). */
  readonly subject?: InputMaybe<Scalars['ID']['input']>;
  /** Written before this moment (截止时间). */
  readonly to?: InputMaybe<Scalars['DateTime']['input']>;
};

/** How a field was seen (查看方式). */
export type AuditedSight =
  /** As it is (明文). */
  | 'CLEAR'
  /** In part (脱敏). */
  | 'MASKED'
  /** Not at all (拒绝). */
  | 'REFUSED';

/** A record of a source system (来源记录). */
export type AuditedSourceRecordInput = {
  /** Key of the record in it (来源键). */
  readonly key: Scalars['String']['input'];
  /** Id of the system (来源系统). */
  readonly system: Scalars['String']['input'];
};

/** How a field is classified (数据分级). */
export type DataClass =
  /** Of the company (内部). */
  | 'INTERNAL'
  /** About a person (个人信息). */
  | 'PERSONAL'
  /** Known to everybody (公开). */
  | 'PUBLIC'
  /** About a person, and harmful when it leaks (敏感个人信息). */
  | 'SENSITIVE';

export type AuditChainCheckQueryVariables = Exact<{
  id: Scalars['ID']['input'];
  first?: Scalars['Int']['input'];
  after?: Scalars['Int']['input'];
}>;


export type AuditChainCheckQuery = { readonly auditChain?: { readonly lastSeq: number, readonly check?: { readonly checked: number, readonly upTo: number, readonly complete: boolean, readonly intact: boolean, readonly problems: ReadonlyArray<string> } | null } | null };

export type AuditChainsQueryVariables = Exact<{
  first?: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
}>;


export type AuditChainsQuery = { readonly auditChains?: { readonly nodes: ReadonlyArray<{ readonly id: string, readonly firstSeq: number, readonly firstAt: string, readonly lastSeq: number, readonly lastAt: string, readonly head?: { readonly seq: number, readonly at: string, readonly hash: string, readonly isOurs: boolean } | null, readonly check?: { readonly checked: number, readonly upTo: number, readonly complete: boolean, readonly intact: boolean, readonly problems: ReadonlyArray<string> } | null }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor?: string | null } } | null };

export type AuditRecordsQueryVariables = Exact<{
  filter?: InputMaybe<AuditRecordFilter>;
  first?: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
}>;


export type AuditRecordsQuery = { readonly auditRecords?: { readonly nodes: ReadonlyArray<{ readonly at: string, readonly purpose?: string | null, readonly decision: AuditDecision, readonly subjects: ReadonlyArray<string>, readonly objects: number, readonly requestId: string, readonly chain: string, readonly seq: number, readonly actor: { readonly sub: string, readonly roles: ReadonlyArray<string>, readonly audience: string }, readonly operation: { readonly name?: string | null, readonly hash: string }, readonly fields: ReadonlyArray<{ readonly field: string, readonly class?: DataClass | null, readonly sight: AuditedSight }> }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor?: string | null } } | null };

export const AuditChainCheckDocument: TrustedDocument<AuditChainCheckQuery, AuditChainCheckQueryVariables> = {
  documentId: 'sha256:fac27ce130dcd1a4d5e9e08028cd745bfc5209ffe23ceff44b21acca6e022d4c',
  operationName: 'AuditChainCheck',
};

export const AuditChainsDocument: TrustedDocument<AuditChainsQuery, AuditChainsQueryVariables> = {
  documentId: 'sha256:d058405e06550933d1f3445b8a16b492be5aeaa5e5cd7b65ed789046b8a8428a',
  operationName: 'AuditChains',
};

export const AuditRecordsDocument: TrustedDocument<AuditRecordsQuery, AuditRecordsQueryVariables> = {
  documentId: 'sha256:0f42b716435d48a94d778b5a2295b286d906a6e53f149e4647e319c229451019',
  operationName: 'AuditRecords',
};