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

/** What happened (业务活动类型). */
export type ActivityKind =
  | 'CONTRACT'
  | 'INVOICE'
  | 'OPPORTUNITY'
  | 'ORDER'
  | 'RECEIPT'
  | 'STAY'
  | 'TICKET';

/** What becomes of a customer (变更结果). */
export type ChangeOutcome =
  | 'ABSORBED'
  | 'CHANGED'
  | 'CREATED';

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

/** What can be wrong with data (质量维度). */
export type DataQualityDimension =
  | 'COMPLETENESS'
  | 'CONSISTENCY'
  | 'FRESHNESS'
  | 'UNIQUENESS'
  | 'VALIDITY';

/** Conditions that must all hold (质量问题筛选). */
export type DataQualityIssueFilter = {
  /** Department that answers for it (责任部门). */
  readonly department?: InputMaybe<Scalars['String']['input']>;
  /** What is wrong (质量维度). */
  readonly dimension?: InputMaybe<DataQualityDimension>;
  /** Area of the data (数据域). */
  readonly domain?: InputMaybe<Scalars['String']['input']>;
  /** Key of the record in its system (源记录键). */
  readonly key?: InputMaybe<Scalars['String']['input']>;
  /** Id of the rule (规则编号). */
  readonly rule?: InputMaybe<Scalars['String']['input']>;
  /** How bad it is (严重程度). */
  readonly severity?: InputMaybe<DataQualitySeverity>;
  /** Where it stands (问题状态). */
  readonly state?: InputMaybe<DataQualityIssueState>;
  /** Person who answers for it (责任人). */
  readonly steward?: InputMaybe<Scalars['String']['input']>;
  /** Source system id (来源系统). */
  readonly system?: InputMaybe<Scalars['String']['input']>;
};

/** ACKNOWLEDGED: somebody sees to it; IGNORED: it is as it should be; CLOSED: the last run did not find it any more (问题状态). */
export type DataQualityIssueState =
  | 'ACKNOWLEDGED'
  | 'CLOSED'
  | 'IGNORED'
  | 'OPEN';

/** INTERRUPTED: its process ended; what the run before found still counts (检查状态). */
export type DataQualityRunState =
  | 'DONE'
  | 'FAILED'
  | 'INTERRUPTED'
  | 'RUNNING';

/** How bad it is (严重程度). */
export type DataQualitySeverity =
  | 'HIGH'
  | 'LOW'
  | 'MEDIUM';

/** Days from..to, both included; an open end has no limit (日期范围). */
export type DateRange = {
  /** First day (起始日期). */
  readonly from?: InputMaybe<Scalars['Date']['input']>;
  /** Last day (截止日期). */
  readonly to?: InputMaybe<Scalars['Date']['input']>;
};

/** What a person says about an issue (问题处理输入). */
export type DecideDataQualityIssueInput = {
  /** Id of the issue (问题编号). */
  readonly id: Scalars['ID']['input'];
  /** Why, in a sentence that others understand later; at most 500 characters (理由). */
  readonly reason: Scalars['String']['input'];
  /** DataQualityIssue.version as it was seen; another one by now is a CONFLICT (版本). */
  readonly version: Scalars['Int']['input'];
};

/** What a steward decided (裁决类型). */
export type DecisionKind =
  | 'KEEP_APART'
  | 'MERGE'
  | 'PIN'
  | 'SPLIT';

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

/** Two customers that are never one (客户不合并输入). */
export type KeepCustomersApartInput = {
  /** The two customers (客户). */
  readonly customers: ReadonlyArray<SeenCustomerInput>;
  /** Only show what would change, field by field (试运行). */
  readonly dryRun?: Scalars['Boolean']['input'];
  /** A text of your own, at most 100 characters, kept for 7 days: the same input with it gets the first answer and decides nothing twice, another is a CONFLICT (幂等键). */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Why, in a sentence that others understand later; at most 500 characters (理由). */
  readonly reason: Scalars['String']['input'];
};

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
  | 'DECISION'
  | 'EVIDENCE'
  | 'FIRST_RECORD'
  | 'TAX_NUMBER';

/** Two customers that are one (客户合并输入). */
export type MergeCustomersInput = {
  /** The two customers; the older id survives (待合并客户). */
  readonly customers: ReadonlyArray<SeenCustomerInput>;
  /** Only show what would change, field by field (试运行). */
  readonly dryRun?: Scalars['Boolean']['input'];
  /** A text of your own, at most 100 characters, kept for 7 days: the same input with it gets the first answer and decides nothing twice, another is a CONFLICT (幂等键). */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Why, in a sentence that others understand later; at most 500 characters (理由). */
  readonly reason: Scalars['String']['input'];
};

/** What shows that a customer holds more than one party (一档多人原因). */
export type MixedReason =
  | 'ALTERNATES'
  | 'POINTS_TO_ANOTHER'
  | 'TWO_NAMES'
  | 'TWO_NUMBERS';

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

/** A value that counts whatever the rules say (字段锁定输入). */
export type PinCustomerValueInput = {
  /** The customer (客户). */
  readonly customer: SeenCustomerInput;
  /** Only show what would change, field by field (试运行). */
  readonly dryRun?: Scalars['Boolean']['input'];
  /** Field of the customer, as FieldProvenance names it (字段). */
  readonly field: Scalars['String']['input'];
  /** A text of your own, at most 100 characters, kept for 7 days: the same input with it gets the first answer and decides nothing twice, another is a CONFLICT (幂等键). */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Why, in a sentence that others understand later; at most 500 characters (理由). */
  readonly reason: Scalars['String']['input'];
  /** The record whose value counts (来源记录). */
  readonly record: SourceKeyInput;
};

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

/** Why a person has to decide on a pair (复核原因). */
export type ReviewReason =
  | 'BELOW_MERGE'
  | 'BRANCH_CONFLICT'
  | 'CLUSTER_TOO_LARGE'
  | 'IDENTIFIER_CONFLICT'
  | 'WEAK_BRIDGE';

/** A customer as the person who decides has seen it (已查看的客户). */
export type SeenCustomerInput = {
  /** Id of the customer (客户编号). */
  readonly id: Scalars['ID']['input'];
  /** Customer.version as it was seen; another one by now is a CONFLICT (版本). */
  readonly version: Scalars['String']['input'];
};

/** Names a record of a source system (源记录标识). */
export type SourceKeyInput = {
  /** Key of the record in its system (源记录键). */
  readonly key: Scalars['String']['input'];
  /** Source system id (来源系统). */
  readonly system: Scalars['String']['input'];
};

/** Records that are not the customer they belong to (客户拆分输入). */
export type SplitCustomerInput = {
  /** The customer that they leave (客户). */
  readonly customer: SeenCustomerInput;
  /** Only show what would change, field by field (试运行). */
  readonly dryRun?: Scalars['Boolean']['input'];
  /** A text of your own, at most 100 characters, kept for 7 days: the same input with it gets the first answer and decides nothing twice, another is a CONFLICT (幂等键). */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Why, in a sentence that others understand later; at most 500 characters (理由). */
  readonly reason: Scalars['String']['input'];
  /** The records that leave it (移出的源记录). */
  readonly records: ReadonlyArray<SourceKeyInput>;
};

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

/** What a steward did (裁决动作). */
export type StewardAction =
  | 'KEEP_APART'
  | 'MERGE'
  | 'PIN'
  | 'SPLIT'
  | 'UNDO';

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

/** A decision that is taken back (撤销裁决输入). */
export type UndoStewardDecisionInput = {
  /** Id of the decision (裁决编号). */
  readonly decision: Scalars['ID']['input'];
  /** Only show what would change, field by field (试运行). */
  readonly dryRun?: Scalars['Boolean']['input'];
  /** A text of your own, at most 100 characters, kept for 7 days: the same input with it gets the first answer and decides nothing twice, another is a CONFLICT (幂等键). */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Why, in a sentence that others understand later; at most 500 characters (理由). */
  readonly reason: Scalars['String']['input'];
};

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

export type CustomerSourcesQueryVariables = Exact<{
  system: Scalars['String']['input'];
  key: Scalars['String']['input'];
  first?: Scalars['Int']['input'];
}>;


export type CustomerSourcesQuery = { readonly customerBySource?: { readonly id: string, readonly name?: string | null, readonly kind?: PartyKind | null, readonly taxNo?: string | null, readonly phones?: ReadonlyArray<string> | null, readonly provenance?: ReadonlyArray<{ readonly field: string, readonly system: string, readonly key: string, readonly rule: string }> | null, readonly sourceRecords?: ReadonlyArray<{ readonly system: string, readonly key: string, readonly name?: string | null, readonly matchedBy?: MatchRule | null }> | null, readonly contracts?: { readonly totalCount?: number | null, readonly nodes: ReadonlyArray<{ readonly number?: string | null, readonly name?: string | null, readonly status?: ContractStatus | null, readonly party?: { readonly system: string } | null }> } | null, readonly orders?: { readonly totalCount?: number | null, readonly nodes: ReadonlyArray<{ readonly number?: string | null, readonly orderedOn?: string | null, readonly status?: OrderStatus | null, readonly party?: { readonly system: string } | null }> } | null, readonly invoices?: { readonly totalCount?: number | null, readonly nodes: ReadonlyArray<{ readonly number?: string | null, readonly issuedOn?: string | null, readonly status?: InvoiceStatus | null, readonly party?: { readonly system: string } | null }> } | null, readonly tickets?: { readonly totalCount?: number | null, readonly nodes: ReadonlyArray<{ readonly number?: string | null, readonly title?: string | null, readonly status?: TicketStatus | null, readonly party?: { readonly system: string } | null }> } | null, readonly stays?: { readonly totalCount?: number | null, readonly nodes: ReadonlyArray<{ readonly hotel?: string | null, readonly arrivesAt?: string | null, readonly status?: StayStatus | null, readonly party?: { readonly system: string } | null }> } | null } | null };

export type CustomerTimelineQueryVariables = Exact<{
  id: Scalars['ID']['input'];
  first?: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
}>;


export type CustomerTimelineQuery = { readonly customer?: { readonly id: string, readonly timeline?: { readonly nodes: ReadonlyArray<{ readonly id: string, readonly kind: ActivityKind, readonly occurredOn: string, readonly title?: string | null, readonly status?: string | null, readonly amount?: { readonly amount: string, readonly currency: string } | null, readonly subject?:
          | { readonly id: string, readonly number?: string | null }
          | { readonly id: string, readonly number?: string | null }
          | { readonly id: string, readonly number?: string | null }
          | { readonly id: string, readonly hotel?: string | null }
          | { readonly id: string, readonly number?: string | null }
          | Record<PropertyKey, never>
         | null }>, readonly asOf?: ReadonlyArray<{ readonly system: string, readonly asOf?: string | null }> | null, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor?: string | null } } | null } | null };

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

export type MatchReviewsQueryVariables = Exact<{
  first?: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
}>;


export type MatchReviewsQuery = { readonly matchReviews?: { readonly nodes: ReadonlyArray<{ readonly reason: ReviewReason, readonly score: number, readonly confidence: number, readonly records: ReadonlyArray<{ readonly system: string, readonly key: string, readonly name?: string | null }>, readonly evidence: ReadonlyArray<{ readonly comparison: string, readonly level: string, readonly weight: number }>, readonly customers: ReadonlyArray<{ readonly id: string, readonly version?: string | null, readonly name?: string | null }> }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor?: string | null } } | null };

export type MergeCustomersMutationVariables = Exact<{
  input: MergeCustomersInput;
}>;


export type MergeCustomersMutation = { readonly mergeCustomers?: { readonly decision?: { readonly id: string } | null, readonly changes: ReadonlyArray<{ readonly customerId: string, readonly outcome: ChangeOutcome, readonly survivorId: string, readonly fields: ReadonlyArray<{ readonly field: string, readonly before?: string | null, readonly after?: string | null, readonly rule?: string | null }> }>, readonly userErrors: ReadonlyArray<{ readonly code: string, readonly field?: string | null, readonly message: string }> } | null };

export type MixedCustomersQueryVariables = Exact<{
  first?: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
}>;


export type MixedCustomersQuery = { readonly mixedCustomers?: { readonly nodes: ReadonlyArray<{ readonly reason: MixedReason, readonly record: { readonly system: string, readonly key: string, readonly name?: string | null }, readonly customer?: { readonly id: string, readonly version?: string | null, readonly name?: string | null } | null, readonly parties: ReadonlyArray<{ readonly says?: string | null, readonly records: ReadonlyArray<{ readonly system: string, readonly key: string, readonly name?: string | null }> }>, readonly leaving: ReadonlyArray<{ readonly system: string, readonly key: string }> }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor?: string | null } } | null };

export type StewardEventsQueryVariables = Exact<{
  first?: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
  decision?: InputMaybe<Scalars['ID']['input']>;
}>;


export type StewardEventsQuery = { readonly stewardEvents?: { readonly nodes: ReadonlyArray<{ readonly id: string, readonly at: string, readonly actor: string, readonly action: StewardAction, readonly reason: string, readonly customerIds: ReadonlyArray<string>, readonly decision?: { readonly id: string, readonly kind: DecisionKind, readonly undone?: { readonly at: string, readonly actor: string, readonly reason: string } | null } | null }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor?: string | null } } | null };

export const ContractForStaffDocument: TrustedDocument<ContractForStaffQuery, ContractForStaffQueryVariables> = {
  documentId: 'sha256:6d54b2316a53042b81872cbec7f8ada5562d6e19aef357a82ec116a8427ad5df',
  operationName: 'ContractForStaff',
};

export const Customer360Document: TrustedDocument<Customer360Query, Customer360QueryVariables> = {
  documentId: 'sha256:ea6a8992cec20d052c97d055a94a9126e10c63330b3144be4c0290333d4d21ea',
  operationName: 'Customer360',
};

export const CustomerByIdDocument: TrustedDocument<CustomerByIdQuery, CustomerByIdQueryVariables> = {
  documentId: 'sha256:9c9bff8faf2741842d4edadaf5ba328980e9c4a2063573e49c2119e4d62d3a73',
  operationName: 'CustomerById',
};

export const CustomerSourcesDocument: TrustedDocument<CustomerSourcesQuery, CustomerSourcesQueryVariables> = {
  documentId: 'sha256:618439e7c273265e1571721a606bdf68a1d88873f4267b8652186951f29b5755',
  operationName: 'CustomerSources',
};

export const CustomerTimelineDocument: TrustedDocument<CustomerTimelineQuery, CustomerTimelineQueryVariables> = {
  documentId: 'sha256:6442ead6595defa37e614898952e3c200b3719f1aad294e850a36a035da76a8d',
  operationName: 'CustomerTimeline',
};

export const MatchReviewsDocument: TrustedDocument<MatchReviewsQuery, MatchReviewsQueryVariables> = {
  documentId: 'sha256:87eb39c9880ae390fa70ce23be6b4b12b5f8999839f027d4d91daf3cbb0d3f76',
  operationName: 'MatchReviews',
};

export const MergeCustomersDocument: TrustedDocument<MergeCustomersMutation, MergeCustomersMutationVariables> = {
  documentId: 'sha256:13429d7e93caf181c7769895a98815c9482e80b2fd92ac26f9facfa8387f0175',
  operationName: 'MergeCustomers',
};

export const MixedCustomersDocument: TrustedDocument<MixedCustomersQuery, MixedCustomersQueryVariables> = {
  documentId: 'sha256:c1c2943d7ab2e16d0a4f79fca4e8c04f20cdc406c99d487bfd6380b400b4b50a',
  operationName: 'MixedCustomers',
};

export const SearchCustomersDocument: TrustedDocument<SearchCustomersQuery, SearchCustomersQueryVariables> = {
  documentId: 'sha256:c5ea8a040f8c7947334abab4820abde1004d0c9e6564e748041af99e892a91fe',
  operationName: 'SearchCustomers',
};

export const StewardEventsDocument: TrustedDocument<StewardEventsQuery, StewardEventsQueryVariables> = {
  documentId: 'sha256:d113a290a046be00cd75acfdb5318cd6425387042df25e81df00ffb5a7c541aa',
  operationName: 'StewardEvents',
};