import type { Mask } from '#policy/mask';

/** Roles of the columns, one of each archetype of staff; two programs stand behind them. */
export const STAFF_COLUMNS = [
  'GENERAL_MANAGER',
  'SALES_MANAGER',
  'SALESPERSON',
  'SALES_ADMIN',
  'CS_AGENT',
  'FINANCE',
  'HOUSEKEEPING',
  'DATA_STEWARD',
] as const;
export const PROGRAM_COLUMNS = ['BI', 'PARTNER'] as const;

/**
 * Who reads what, in the words of the business and by no rule of the policy files: `c` in clear, `m` behind the mask of PERSONAL, `.` not at all.
 * `Type.*` is what no other line names of a type, `*Edge.*` every type that ends so and is not named. What an auditor reads stands in AUDITORS_READ.
 */
export const EXPECTED = `
c....... .. TimelineEntry.* Customer.timeline
c....... .. Guest.spend Guest.blacklisted Employee.hiredOn Employee.leftOn
c......c .. MatchReview.* MatchComparison.* MixedCustomer.* PartyInside.* CustomerChange.* FieldChange.* FieldValue.* DecisionUndone.*
c......c .. StewardDecision.* StewardDecisionPayload.* StewardEvent.* SeenCustomerInput.* SourceKeyInput.* KeepCustomersApartInput.*
c......c .. MergeCustomersInput.* SplitCustomerInput.* PinCustomerValueInput.* UndoStewardDecisionInput.*
c......c .. Query.matchReviews Query.mixedCustomers Query.stewardDecisions Query.stewardEvents
c......c .. Mutation.mergeCustomers Mutation.splitCustomer Mutation.keepCustomersApart Mutation.pinCustomerValue Mutation.undoStewardDecision
c......c .. FieldProvenance.value FieldProvenance.alternatives SourceRecord.score SourceRecord.matchedWith SourceRecord.evidence
c.....c. .. Stay.* StayFilter.* FolioSummary.* Query.stay Customer.stays Customer.companyStays Customer.staySummary
c.....c. c. StaySummary.*
c.....cc .. Guest.* Preference.* Customer.guestProfiles Customer.preferences
c..c...c c. CustomerProfile.* Query.customerProfiles
c..c.c.. .. LedgerBalance.* LedgerBalanceFilter.* Customer.ledgerBalances Order.cost OrderLine.cost Product.unitCost
c..c.c.c .. DataQualityIssuePayload.* DataQualityRunPayload.* DecideDataQualityIssueInput.* Mutation.runDataQuality
c..c.c.c .. Mutation.acknowledgeDataQualityIssue Mutation.ignoreDataQualityIssue Mutation.reopenDataQualityIssue
cc.c.c.c .. DataQualityDecision.* DataQualityGap.* DataQualityIssue.* DataQualityIssueFilter.* DataQualityRun.* DataQualityScore.*
cc.c.c.c .. DomainDataQuality.* SystemDataQuality.* Customer.quality SourceRecord.quality
cc.c.c.c .. Query.dataQuality Query.dataQualityRuns Query.dataQualityIssues
cc.c.c.. .. Receipt.* ReceiptFilter.* Customer.receipts Allocation.receipt
cm.m.c.. .. Receipt.bankRef
cc.cc... .. Ticket.* TicketEvent.* TicketFilter.* Survey.* Query.ticket Customer.tickets Customer.serviceSummary
cc.cc... c. ServiceSummary.*
cccc.... .. Opportunity.* OpportunityFilter.* Order.* OrderFilter.* OrderLine.* Product.*
cccc.... .. Customer.opportunities Customer.orders Customer.salesSummary
cccc.... c. SalesSummary.*
cccc.c.. .. Invoice.* InvoiceFilter.* InvoiceLine.* Allocation.* AgeingSnapshot.* CreditExposure.* CreditLimit.* RecordCreditLimit.*
cccc.c.. .. LatePayment.* CreditStanding.latePayments Receivables.* ReceivableBalance.* Customer.invoices Customer.receivables Customer.ageing
cccc.c.. .. Customer.ageingSnapshots Customer.creditExposure Customer.creditLimit Customer.creditStanding Customer.contracts
cccc.c.. c. Ageing.* AgeingBalance.* CreditStanding.*
cccc.c.. .. Contract.* ContractFilter.recordedStatus
cccc.c.. .c Contract.number Contract.name Contract.kind Contract.status Contract.signedOn Contract.startsOn Contract.endsOn Contract.ref
cccc.c.. .c Contract.plan ContractInstalment.* ContractFilter.* Query.contract Query.myContracts
cccc...c .. Contact.gender
cccccc.c .. Contact.department Contact.title Contact.main
ccccmm.c .. Contact.phones Contact.email Contact.wechat Contact.qq Customer.phones Customer.email Customer.address Ticket.contactPhone
cmmm.mmc .. Customer.taxNo Guest.cardNo
cccccccc .. Customer.* Contact.* Employee.* CustomerRelation.* ParentStatement.* SourceRecord.* FieldProvenance.* UserError.* _Service.*
cccccccc .. Query.customer Query.customerBySource Query.customers Guest.id Ticket.id *Connection.* *Edge.*
cccccccc .c ContractConnection.* ContractEdge.* DateRange.*
cccccccc c. CustomerProfileConnection.* CustomerProfileEdge.* SystemAsOf.* SourceRecord.system SourceRecord.key
cccccccc cc Money.* PageInfo.*
........ .. Query.auditRecords Query.auditChains Query.auditChain AuditRecord.* AuditRecordConnection.* AuditRecordEdge.*
........ .. AuditRecordFilter.* AuditedSourceRecordInput.* AuditActor.* AuditedOperation.* AuditedField.*
........ .. AuditChain.* AuditChainConnection.* AuditChainEdge.* AuditChainHead.* AuditChainCheck.*
`;

/** What auditors read, and nobody else does: `Type.*` or a field. */
export const AUDITORS_READ: readonly string[] = [
  'Query.auditRecords',
  'Query.auditChains',
  'Query.auditChain',
  'AuditRecord.*',
  'AuditRecordConnection.*',
  'AuditRecordEdge.*',
  'AuditRecordFilter.*',
  'AuditedSourceRecordInput.*',
  'AuditActor.*',
  'AuditedOperation.*',
  'AuditedField.*',
  'AuditChain.*',
  'AuditChainConnection.*',
  'AuditChainEdge.*',
  'AuditChainHead.*',
  'AuditChainCheck.*',
  // In the schema of everybody.
  'PageInfo.*',
];

/** What is about a person, and so written down when it is shown, with the form in which some staff see it. */
export const PERSONAL: Readonly<Record<string, Mask | null>> = {
  'Contact.email': 'EMAIL',
  'Contact.gender': null,
  'Contact.name': null,
  'Contact.phones': 'PHONE',
  'Contact.qq': 'WHOLE',
  'Contact.wechat': 'WHOLE',
  'Customer.address': 'WHOLE',
  'Customer.email': 'EMAIL',
  'Customer.name': null,
  'Customer.phones': 'PHONE',
  'Customer.taxNo': 'LAST4',
  'Employee.email': null,
  'Employee.hiredOn': null,
  'Employee.leftOn': null,
  'Employee.name': null,
  'Employee.phones': null,
  'FieldChange.after': null,
  'FieldChange.before': null,
  'FieldProvenance.value': null,
  'FieldValue.value': null,
  'Guest.blacklisted': null,
  'Guest.cancels': null,
  'Guest.cardNo': 'LAST4',
  'Guest.firstStayOn': null,
  'Guest.lastStayOn': null,
  'Guest.name': null,
  'Guest.namePinyin': null,
  'Guest.nation': null,
  'Guest.nights': null,
  'Guest.noShows': null,
  'Guest.preferenceNames': null,
  'Guest.preferences': null,
  'Guest.stays': null,
  'Opportunity.prospectName': null,
  'PartyInside.says': null,
  'Preference.code': null,
  'Preference.name': null,
  'Receipt.bankRef': 'LAST4',
  'Receipt.payerName': null,
  'RecordCreditLimit.approvedBy': null,
  'SourceRecord.name': null,
  'Stay.preferences': null,
  'Stay.roomNo': null,
  'Survey.remark': null,
  'Ticket.contactName': null,
  'Ticket.contactPhone': 'PHONE',
  'Ticket.content': null,
  'Ticket.roomNo': null,
  'Ticket.title': null,
  'TicketEvent.by': null,
  'TicketEvent.text': null,
  'TimelineEntry.title': null,
};

/** Whose rights each role has, by the role of a column; programs and the auditor have their own. */
export const SAME_AS: Readonly<Record<string, readonly string[]>> = {
  GENERAL_MANAGER: ['GENERAL_MANAGER'],
  SALES_MANAGER: ['SALES_MANAGER', 'SALES_SUPERVISOR', 'CR_SUPERVISOR', 'MARKETING_DIRECTOR', 'MARKETING_SUPERVISOR'],
  SALESPERSON: [
    'SALESPERSON',
    'ACCOUNT_MANAGER',
    'CHANNEL_MANAGER',
    'SATISFACTION_REP',
    'CUSTOMER_RELATION_STAFF',
    'CR_SPECIALIST',
  ],
  SALES_ADMIN: ['SALES_ADMIN', 'CUSTOMER_INFO_MANAGER'],
  CS_AGENT: ['CS_AGENT', 'CS_SUPERVISOR', 'CS_DEPARTMENT_MANAGER', 'COMPLAINT_TEAM', 'SERVICE_ENGINEER'],
  FINANCE: ['FINANCE'],
  HOUSEKEEPING: ['HOUSEKEEPING', 'HOTEL_MARKETING'],
  DATA_STEWARD: ['DATA_STEWARD'],
  BI: ['BI'],
  PARTNER: ['PARTNER'],
  AUDITOR: ['AUDITOR'],
};

/** Rows that the roles of a column see, for a bearer who is employee E1 and works in hotel H1; what is not listed sees all rows. */
export const EXPECTED_ROWS: Readonly<Record<string, object>> = {
  SALES_MANAGER: { rules: [], customers: { of: 'TEAM', employee: 'E1' }, assigned: null },
  SALESPERSON: { rules: [], customers: { of: 'OWN', employee: 'E1' }, assigned: null },
  CS_AGENT: { rules: [], customers: null, assigned: { employee: 'E1' } },
  HOUSEKEEPING: { rules: [{ type: 'Stay', field: 'hotel', values: ['H1'] }], customers: null, assigned: null },
};
export const ALL_ROWS: object = { rules: [], customers: null, assigned: null };
