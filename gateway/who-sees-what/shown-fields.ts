/** A field that the table shows, and how to ask for it below the customer; `root` ones are asked for at the top. */
export interface ShownField {
  readonly name: string;
  readonly selection: string;
  readonly root?: true;
}

/** Fields of every area, so that each rule of the policy shows in a row. */
export const SHOWN_FIELDS: readonly ShownField[] = [
  { name: 'Customer.name', selection: 'name' },
  { name: 'Customer.phones', selection: 'phones' },
  { name: 'Customer.email', selection: 'email' },
  { name: 'Customer.address', selection: 'address' },
  { name: 'Customer.taxNo', selection: 'taxNo' },
  { name: 'Contact.phones', selection: 'contacts(first: 1) { phones }' },
  { name: 'Contract.amount', selection: 'contracts(first: 1) { nodes { amount { amount } } }' },
  { name: 'Order.total', selection: 'orders(first: 1) { nodes { total { amount } } }' },
  { name: 'Order.cost', selection: 'orders(first: 1) { nodes { cost { amount } } }' },
  { name: 'Invoice.openAmount', selection: 'invoices(first: 1) { nodes { openAmount { amount } } }' },
  { name: 'Receipt.amount', selection: 'receipts(first: 1) { nodes { amount { amount } } }' },
  { name: 'Receipt.bankRef', selection: 'receipts(first: 1) { nodes { bankRef } }' },
  { name: 'LedgerBalance.closing', selection: 'ledgerBalances(first: 1) { nodes { closing { amount } } }' },
  { name: 'Ticket.title', selection: 'tickets(first: 1) { nodes { title } }' },
  { name: 'Ticket.contactPhone', selection: 'tickets(first: 1) { nodes { contactPhone } }' },
  { name: 'Stay.roomNo', selection: 'companyStays(first: 1) { nodes { roomNo } }' },
  { name: 'Guest.spend', selection: 'guestProfiles { spend { amount } }' },
  { name: 'Guest.cardNo', selection: 'guestProfiles { cardNo }' },
  { name: 'TimelineEntry.title', selection: 'timeline(first: 1) { nodes { title } }' },
  { name: 'Query.customerProfiles', selection: 'customerProfiles(first: 1) { nodes { id } }', root: true },
  { name: 'Query.auditRecords', selection: 'auditRecords(first: 1) { nodes { decision } }', root: true },
];
