import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
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
  join__DirectiveArguments: { input: any; output: any; }
  join__FieldSet: { input: any; output: any; }
  join__FieldValue: { input: any; output: any; }
  link__Import: { input: any; output: any; }
};

/** Gender as the source keeps it (性别). */
export type ContactGender =
  | 'FEMALE'
  | 'MALE'
  | 'OTHER';

/** Which contracts to list; all conditions must hold (合同筛选). */
export type ContractFilter = {
  /** Ending within these days (到期日期范围). */
  readonly endsOn?: InputMaybe<DateRange>;
  /** One of these kinds (合同类型). */
  readonly kind?: InputMaybe<ReadonlyArray<ContractKind>>;
  /** One of these recorded statuses (登记的合同状态). */
  readonly recordedStatus?: InputMaybe<ReadonlyArray<RecordedContractStatus>>;
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

/** Whether a limit was granted for certain days or stands on the party record itself (额度依据). */
export type CreditLimitBasis =
  | 'DATED_LIMIT'
  | 'PARTY_RECORD';

/** Limited to an amount, which may be 0; unlimited; or never set (信用额度状态). */
export type CreditLimitState =
  | 'LIMITED'
  | 'NONE'
  | 'UNLIMITED';

/** Days from..to, both included; an open end has no limit (日期范围). */
export type DateRange = {
  /** First day (起始日期). */
  readonly from?: InputMaybe<Scalars['Date']['input']>;
  /** Last day (截止日期). */
  readonly to?: InputMaybe<Scalars['Date']['input']>;
};

/** Whom a guest profile describes (客史类别). */
export type GuestClass =
  | 'AGENT'
  | 'COMPANY'
  | 'INDIVIDUAL'
  | 'SOURCE';

/** Which invoices to list; all conditions must hold (应收单筛选). */
export type InvoiceFilter = {
  /** Issued within these days (开票日期范围). */
  readonly issuedOn?: InputMaybe<DateRange>;
  /** One of these kinds (应收单类型). */
  readonly kind?: InputMaybe<ReadonlyArray<InvoiceKind>>;
};

/** What kind of receivable document it is (应收单类型). */
export type InvoiceKind =
  | 'ADJUSTMENT'
  | 'CREDIT_NOTE'
  | 'DEPOSIT'
  | 'INVOICE'
  | 'OTHER'
  | 'REPLACEMENT';

/** Order of a list of invoices (应收单排序). */
export type InvoiceSort =
  | 'ISSUED_ON_ASC'
  | 'ISSUED_ON_DESC'
  | 'NUMBER_ASC';

/** How far it is paid on the business day (应收状态). */
export type InvoiceStatus =
  | 'DRAFT'
  | 'OPEN'
  | 'OVERDUE'
  | 'OVERPAID'
  | 'PAID'
  | 'PARTIAL'
  | 'VOID'
  | 'WRITTEN_OFF';

/** Which ledger balances to list; all conditions must hold (科目余额筛选). */
export type LedgerBalanceFilter = {
  /** One of these accounts (科目编码). */
  readonly account?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** One of these fiscal years (会计年度). */
  readonly year?: InputMaybe<ReadonlyArray<Scalars['Int']['input']>>;
};

/** Order of a list of ledger balances; within a year by the key of the source (科目余额排序). */
export type LedgerBalanceSort =
  | 'YEAR_ASC'
  | 'YEAR_DESC';

/** Why a source record belongs to its customer (匹配规则). */
export type MatchRule =
  | 'CROSS_REFERENCE'
  | 'FIRST_RECORD'
  | 'TAX_NUMBER';

/** Which opportunities to list; all conditions must hold (商机筛选). */
export type OpportunityFilter = {
  /** Entered within these days (创建日期范围). */
  readonly createdOn?: InputMaybe<DateRange>;
  /** One of these statuses (商机状态). */
  readonly status?: InputMaybe<ReadonlyArray<OpportunityStatus>>;
};

/** Order of a list of opportunities (商机排序). */
export type OpportunitySort =
  | 'CREATED_ON_ASC'
  | 'CREATED_ON_DESC';

/** Whether a deal is open or how it ended (商机状态). */
export type OpportunityStatus =
  | 'LOST'
  | 'OPEN'
  | 'SHELVED'
  | 'WON';

/** Which orders to list; all conditions must hold (订单筛选). */
export type OrderFilter = {
  /** One of these kinds (订单类型). */
  readonly kind?: InputMaybe<ReadonlyArray<OrderKind>>;
  /** Placed within these days (下单日期范围). */
  readonly orderedOn?: InputMaybe<DateRange>;
  /** One of these statuses (订单状态). */
  readonly status?: InputMaybe<ReadonlyArray<OrderStatus>>;
};

/** An order, or goods coming back (订单类型). */
export type OrderKind =
  | 'ORDER'
  | 'RETURN';

/** Order of a list of orders (订单排序). */
export type OrderSort =
  | 'NUMBER_ASC'
  | 'ORDERED_ON_ASC'
  | 'ORDERED_ON_DESC';

/** How far an order has come (订单状态). */
export type OrderStatus =
  | 'APPROVED'
  | 'DISPUTED'
  | 'DRAFT'
  | 'FULFILLED'
  | 'INVOICED'
  | 'ON_HOLD'
  | 'OPEN'
  | 'PARTIAL'
  | 'SHIPPED';

/** Organisation or person (主体类型). */
export type PartyKind =
  | 'ORGANISATION'
  | 'PERSON';

/** How money was paid (付款方式). */
export type PaymentMethod =
  | 'ALIPAY'
  | 'BILL'
  | 'CARD'
  | 'CASH'
  | 'CHEQUE'
  | 'DIRECT_DEBIT'
  | 'OTHER'
  | 'TRANSFER'
  | 'WECHAT';

/** Which receipts to list; all conditions must hold (收款筛选). */
export type ReceiptFilter = {
  /** One of these kinds (收款类型). */
  readonly kind?: InputMaybe<ReadonlyArray<ReceiptKind>>;
  /** Received within these days (收款日期范围). */
  readonly receivedOn?: InputMaybe<DateRange>;
};

/** Payment, advance or refund (收款类型). */
export type ReceiptKind =
  | 'ADVANCE'
  | 'RECEIPT'
  | 'REFUND';

/** Order of a list of receipts (收款排序). */
export type ReceiptSort =
  | 'RECEIVED_ON_ASC'
  | 'RECEIVED_ON_DESC';

/** Contract status as its source system recorded it (登记的合同状态). */
export type RecordedContractStatus =
  | 'ACTIVE'
  | 'APPROVED'
  | 'COMPLETED'
  | 'DRAFT'
  | 'TERMINATED';

/** Which stays to list; all conditions must hold (入住记录筛选). */
export type StayFilter = {
  /** Arriving within these business days (到店日期范围). */
  readonly arrivesAt?: InputMaybe<DateRange>;
  /** In one of these hotels, by code (酒店代码). */
  readonly hotel?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** One of these statuses (入住状态). */
  readonly status?: InputMaybe<ReadonlyArray<StayStatus>>;
};

/** Order of a list of stays (入住记录排序). */
export type StaySort =
  | 'ARRIVES_AT_ASC'
  | 'ARRIVES_AT_DESC'
  | 'DEPARTS_AT_DESC';

/** How far a stay has come; CHECKED_OUT_OPEN has left with an open bill (入住状态). */
export type StayStatus =
  | 'CANCELLED'
  | 'CHECKED_OUT'
  | 'CHECKED_OUT_OPEN'
  | 'IN_HOUSE'
  | 'NO_SHOW'
  | 'RESERVED';

/** The way a ticket came in (受理渠道). */
export type TicketChannel =
  | 'EMAIL'
  | 'FRONT_DESK'
  | 'PHONE'
  | 'WEB'
  | 'WECHAT';

/** What happened to a ticket (工单动态类型). */
export type TicketEventKind =
  | 'NOTE'
  | 'REPLY'
  | 'STATUS';

/** Which tickets to list; all conditions must hold (工单筛选). */
export type TicketFilter = {
  /** Complaints only, or everything but complaints (投诉). */
  readonly complaint?: InputMaybe<Scalars['Boolean']['input']>;
  /** Opened within these business days (受理日期范围). */
  readonly openedAt?: InputMaybe<DateRange>;
  /** One of these priorities (优先级). */
  readonly priority?: InputMaybe<ReadonlyArray<TicketPriority>>;
  /** One of these statuses (工单状态). */
  readonly status?: InputMaybe<ReadonlyArray<TicketStatus>>;
};

/** How soon a ticket has to be worked on (优先级). */
export type TicketPriority =
  | 'HIGH'
  | 'LOW'
  | 'MEDIUM'
  | 'URGENT';

/** Order of a list of tickets (工单排序). */
export type TicketSort =
  | 'DUE_AT_ASC'
  | 'NUMBER_ASC'
  | 'OPENED_AT_ASC'
  | 'OPENED_AT_DESC';

/** How far a ticket has come (工单状态). */
export type TicketStatus =
  | 'ASSIGNED'
  | 'CLOSED'
  | 'IN_PROGRESS'
  | 'NEW'
  | 'SOLVED'
  | 'VOID'
  | 'WAITING';

export type Join__ContextArgument = {
  readonly context: Scalars['String']['input'];
  readonly name: Scalars['String']['input'];
  readonly selection: Scalars['join__FieldValue']['input'];
  readonly type: Scalars['String']['input'];
};

export type Join__Graph =
  | 'CUSTOMERS'
  | 'HOSPITALITY'
  | 'SALES'
  | 'SERVICE_TICKETS';

export type Link__Purpose =
  /** `EXECUTION` features provide metadata necessary for operation execution. */
  | 'EXECUTION'
  /** `SECURITY` features provide metadata necessary to securely resolve fields. */
  | 'SECURITY';

export type CustomerProfilesQueryVariables = Exact<{
  first?: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
}>;


export type CustomerProfilesQuery = { readonly customerProfiles?: { readonly nodes: ReadonlyArray<{ readonly id: string, readonly kind?: string | null, readonly industry?: string | null, readonly cityCode?: string | null, readonly systems?: ReadonlyArray<string> | null, readonly salesSummary?: { readonly orderCount: number, readonly lastOrderOn?: string | null, readonly orderTotalsLast12Months: ReadonlyArray<{ readonly amount: string, readonly currency: string }> } | null, readonly serviceSummary?: { readonly ticketCount: number, readonly complaintCount: number, readonly averageRating?: string | null } | null, readonly staySummary?: { readonly stayCount: number, readonly nights: number } | null }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor?: string | null } } | null };

export type ContractForPartnerQueryVariables = Exact<{
  ref: Scalars['String']['input'];
}>;


export type ContractForPartnerQuery = { readonly contract?: { readonly ref?: string | null, readonly number?: string | null, readonly name?: string | null, readonly status?: ContractStatus | null, readonly startsOn?: string | null, readonly endsOn?: string | null, readonly plan?: ReadonlyArray<{ readonly dueOn?: string | null, readonly amount?: { readonly amount: string, readonly currency: string } | null, readonly paid?: { readonly amount: string, readonly currency: string } | null }> | null } | null };

export type MyContractsQueryVariables = Exact<{
  first?: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
}>;


export type MyContractsQuery = { readonly myContracts?: { readonly nodes: ReadonlyArray<{ readonly ref?: string | null, readonly number?: string | null, readonly name?: string | null, readonly kind?: ContractKind | null, readonly status?: ContractStatus | null, readonly signedOn?: string | null, readonly endsOn?: string | null }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor?: string | null } } | null };

export type ContractForStaffQueryVariables = Exact<{
  ref: Scalars['String']['input'];
}>;


export type ContractForStaffQuery = { readonly contract?: { readonly id: string, readonly ref?: string | null, readonly number?: string | null, readonly name?: string | null, readonly status?: ContractStatus | null, readonly recordedStatus?: RecordedContractStatus | null, readonly signedOn?: string | null, readonly endsOn?: string | null, readonly amount?: { readonly amount: string, readonly currency: string } | null, readonly plan?: ReadonlyArray<{ readonly dueOn?: string | null, readonly amount?: { readonly amount: string, readonly currency: string } | null, readonly paid?: { readonly amount: string, readonly currency: string } | null }> | null, readonly customer?: { readonly id: string, readonly name?: string | null } | null } | null };

export type Customer360QueryVariables = Exact<{
  system: Scalars['String']['input'];
  key: Scalars['String']['input'];
  first?: Scalars['Int']['input'];
}>;


export type Customer360Query = { readonly customerBySource?: { readonly id: string, readonly name?: string | null, readonly kind?: PartyKind | null, readonly taxNo?: string | null, readonly phones?: ReadonlyArray<string> | null, readonly sourceRecords?: ReadonlyArray<{ readonly system: string, readonly key: string, readonly name?: string | null, readonly matchedBy?: MatchRule | null }> | null, readonly salesSummary?: { readonly orderCount: number, readonly lastOrderOn?: string | null, readonly orderTotals: ReadonlyArray<{ readonly amount: string, readonly currency: string }> } | null, readonly contracts?: { readonly totalCount?: number | null, readonly nodes: ReadonlyArray<{ readonly number?: string | null, readonly name?: string | null, readonly status?: ContractStatus | null, readonly endsOn?: string | null, readonly amount?: { readonly amount: string, readonly currency: string } | null }> } | null, readonly orders?: { readonly totalCount?: number | null, readonly nodes: ReadonlyArray<{ readonly number?: string | null, readonly orderedOn?: string | null, readonly status?: OrderStatus | null, readonly total?: { readonly amount: string, readonly currency: string } | null }> } | null, readonly invoices?: { readonly totalCount?: number | null, readonly nodes: ReadonlyArray<{ readonly number?: string | null, readonly issuedOn?: string | null, readonly dueOn?: string | null, readonly status?: InvoiceStatus | null, readonly openAmount?: { readonly amount: string, readonly currency: string } | null }> } | null, readonly receivables?: { readonly balances: ReadonlyArray<{ readonly open: { readonly amount: string, readonly currency: string }, readonly overdue: { readonly amount: string, readonly currency: string } }> } | null, readonly tickets?: { readonly totalCount?: number | null, readonly nodes: ReadonlyArray<{ readonly number?: string | null, readonly title?: string | null, readonly status?: TicketStatus | null, readonly openedAt?: string | null, readonly rating?: number | null }> } | null, readonly stays?: { readonly totalCount?: number | null, readonly nodes: ReadonlyArray<{ readonly hotel?: string | null, readonly status?: StayStatus | null, readonly arrivesAt?: string | null, readonly nights?: number | null, readonly charges?: { readonly amount: string, readonly currency: string } | null }> } | null, readonly preferences?: ReadonlyArray<{ readonly code: string, readonly name?: string | null }> | null } | null };

export type CustomerByIdQueryVariables = Exact<{
  id: Scalars['ID']['input'];
}>;


export type CustomerByIdQuery = { readonly customer?: { readonly id: string, readonly name?: string | null, readonly kind?: PartyKind | null, readonly sourceRecords?: ReadonlyArray<{ readonly system: string, readonly key: string }> | null, readonly provenance?: ReadonlyArray<{ readonly field: string, readonly system: string, readonly key: string, readonly rule: string }> | null } | null };

export type SearchCustomersQueryVariables = Exact<{
  search?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
}>;


export type SearchCustomersQuery = { readonly customers?: { readonly totalCount?: number | null, readonly nodes: ReadonlyArray<{ readonly id: string, readonly name?: string | null, readonly kind?: PartyKind | null, readonly sourceRecords?: ReadonlyArray<{ readonly system: string, readonly key: string }> | null, readonly salesSummary?: { readonly orderCount: number, readonly lastOrderOn?: string | null } | null }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor?: string | null } } | null };


export const CustomerProfilesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"CustomerProfiles"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},"defaultValue":{"kind":"IntValue","value":"100"}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"customerProfiles"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"industry"}},{"kind":"Field","name":{"kind":"Name","value":"cityCode"}},{"kind":"Field","name":{"kind":"Name","value":"systems"}},{"kind":"Field","name":{"kind":"Name","value":"salesSummary"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"orderCount"}},{"kind":"Field","name":{"kind":"Name","value":"orderTotalsLast12Months"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}},{"kind":"Field","name":{"kind":"Name","value":"lastOrderOn"}}]}},{"kind":"Field","name":{"kind":"Name","value":"serviceSummary"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"ticketCount"}},{"kind":"Field","name":{"kind":"Name","value":"complaintCount"}},{"kind":"Field","name":{"kind":"Name","value":"averageRating"}}]}},{"kind":"Field","name":{"kind":"Name","value":"staySummary"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"stayCount"}},{"kind":"Field","name":{"kind":"Name","value":"nights"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}}]} as unknown as DocumentNode<CustomerProfilesQuery, CustomerProfilesQueryVariables>;
export const ContractForPartnerDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ContractForPartner"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"ref"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"contract"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"ref"},"value":{"kind":"Variable","name":{"kind":"Name","value":"ref"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"ref"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"startsOn"}},{"kind":"Field","name":{"kind":"Name","value":"endsOn"}},{"kind":"Field","name":{"kind":"Name","value":"plan"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"dueOn"}},{"kind":"Field","name":{"kind":"Name","value":"amount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}},{"kind":"Field","name":{"kind":"Name","value":"paid"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}}]}}]}}]}}]} as unknown as DocumentNode<ContractForPartnerQuery, ContractForPartnerQueryVariables>;
export const MyContractsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"MyContracts"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},"defaultValue":{"kind":"IntValue","value":"20"}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"myContracts"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"ref"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"signedOn"}},{"kind":"Field","name":{"kind":"Name","value":"endsOn"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}}]} as unknown as DocumentNode<MyContractsQuery, MyContractsQueryVariables>;
export const ContractForStaffDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ContractForStaff"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"ref"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"contract"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"ref"},"value":{"kind":"Variable","name":{"kind":"Name","value":"ref"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"ref"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"recordedStatus"}},{"kind":"Field","name":{"kind":"Name","value":"signedOn"}},{"kind":"Field","name":{"kind":"Name","value":"endsOn"}},{"kind":"Field","name":{"kind":"Name","value":"amount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}},{"kind":"Field","name":{"kind":"Name","value":"plan"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"dueOn"}},{"kind":"Field","name":{"kind":"Name","value":"amount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}},{"kind":"Field","name":{"kind":"Name","value":"paid"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"customer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]} as unknown as DocumentNode<ContractForStaffQuery, ContractForStaffQueryVariables>;
export const Customer360Document = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Customer360"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"system"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"key"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},"defaultValue":{"kind":"IntValue","value":"3"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"customerBySource"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"system"},"value":{"kind":"Variable","name":{"kind":"Name","value":"system"}}},{"kind":"Argument","name":{"kind":"Name","value":"key"},"value":{"kind":"Variable","name":{"kind":"Name","value":"key"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"taxNo"}},{"kind":"Field","name":{"kind":"Name","value":"phones"}},{"kind":"Field","name":{"kind":"Name","value":"sourceRecords"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"system"}},{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"matchedBy"}}]}},{"kind":"Field","name":{"kind":"Name","value":"salesSummary"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"orderCount"}},{"kind":"Field","name":{"kind":"Name","value":"orderTotals"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}},{"kind":"Field","name":{"kind":"Name","value":"lastOrderOn"}}]}},{"kind":"Field","name":{"kind":"Name","value":"contracts"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"endsOn"}},{"kind":"Field","name":{"kind":"Name","value":"amount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"orders"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"orderedOn"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"total"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"invoices"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"issuedOn"}},{"kind":"Field","name":{"kind":"Name","value":"dueOn"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"openAmount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"receivables"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"balances"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"open"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}},{"kind":"Field","name":{"kind":"Name","value":"overdue"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"tickets"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"openedAt"}},{"kind":"Field","name":{"kind":"Name","value":"rating"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"stays"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hotel"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"arrivesAt"}},{"kind":"Field","name":{"kind":"Name","value":"nights"}},{"kind":"Field","name":{"kind":"Name","value":"charges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"preferences"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]} as unknown as DocumentNode<Customer360Query, Customer360QueryVariables>;
export const CustomerByIdDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"CustomerById"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"customer"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"sourceRecords"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"system"}},{"kind":"Field","name":{"kind":"Name","value":"key"}}]}},{"kind":"Field","name":{"kind":"Name","value":"provenance"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"system"}},{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"rule"}}]}}]}}]}}]} as unknown as DocumentNode<CustomerByIdQuery, CustomerByIdQueryVariables>;
export const SearchCustomersDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"SearchCustomers"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"search"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},"defaultValue":{"kind":"IntValue","value":"20"}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"customers"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"search"},"value":{"kind":"Variable","name":{"kind":"Name","value":"search"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"sourceRecords"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"system"}},{"kind":"Field","name":{"kind":"Name","value":"key"}}]}},{"kind":"Field","name":{"kind":"Name","value":"salesSummary"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"orderCount"}},{"kind":"Field","name":{"kind":"Name","value":"lastOrderOn"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}}]} as unknown as DocumentNode<SearchCustomersQuery, SearchCustomersQueryVariables>;