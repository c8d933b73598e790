import { activityFeed } from '#runtime/feeds/legacy-feed';
import { contractStatus, contractStatusSince } from '../contracts/contract';

const CONTRACTS = activityFeed({
  type: 'Contract',
  kind: 'CONTRACT',
  feed: 'CONTRACT_STATUS',
  fields: ['customer', 'number', 'name', 'status', 'cancelled', 'signedOn', 'startsOn', 'endsOn', 'amount'],
  describe: ({ status: recordedStatus, ...row }, today) => {
    const facts = { ...row, recordedStatus };
    const status = contractStatus(facts, today);
    const since = status && contractStatusSince(facts, status);
    return {
      party: row.customer,
      // Undated, or ended before its time: the day it is seen.
      occurredOn: since !== null && since <= today ? since : today,
      occurredAt: null,
      title: row.name ?? row.number,
      status,
      amount: row.amount,
    };
  },
});

const ORDERS = activityFeed({
  type: 'Order',
  kind: 'ORDER',
  fields: ['customer', 'number', 'orderedOn', 'status', 'cancelled', 'total'],
  describe: ({ customer, number, orderedOn, status, cancelled, total }) => ({
    party: customer,
    occurredOn: orderedOn,
    occurredAt: null,
    title: number,
    status: cancelled ? 'CANCELLED' : status,
    amount: total,
  }),
});

const INVOICES = activityFeed({
  type: 'Invoice',
  kind: 'INVOICE',
  fields: ['customer', 'number', 'issuedOn', 'status', 'amount'],
  describe: ({ customer, number, issuedOn, status, amount }) => ({
    party: customer,
    occurredOn: issuedOn,
    occurredAt: null,
    title: number,
    status,
    amount,
  }),
});

const RECEIPTS = activityFeed({
  type: 'Receipt',
  kind: 'RECEIPT',
  fields: ['customer', 'number', 'receivedOn', 'reversed', 'amount'],
  describe: ({ customer, number, receivedOn, reversed, amount }) => ({
    party: customer,
    occurredOn: receivedOn,
    occurredAt: null,
    title: number,
    status: reversed ? 'REVERSED' : null,
    amount,
  }),
});

const OPPORTUNITIES = activityFeed({
  type: 'Opportunity',
  kind: 'OPPORTUNITY',
  fields: ['customer', 'name', 'createdOn', 'status', 'amount'],
  describe: ({ customer, name, createdOn, status, amount }) => ({
    party: customer,
    occurredOn: createdOn,
    occurredAt: null,
    title: name,
    status,
    amount,
  }),
});

/** What the sales subgraph tells the worker. */
export const SALES_FEEDS = [CONTRACTS, ORDERS, INVOICES, RECEIPTS, OPPORTUNITIES];
