import { bool, code, instant, int, list, personal, ref, required, text } from './field';

/** Statuses of tickets that somebody still has to work on. */
export const OPEN_TICKET_STATUSES = ['NEW', 'ASSIGNED', 'IN_PROGRESS', 'WAITING'] as const;

/** What a ticket system knows. */
export const SERVICE_ROWS = {
  Ticket: {
    number: required(text),
    customer: ref('Party'),
    contactName: text,
    contactPhone: list,
    company: text,
    title: text,
    content: personal(text),
    category: text,
    priority: code('URGENT', 'HIGH', 'MEDIUM', 'LOW'),
    status: code('NEW', 'ASSIGNED', 'IN_PROGRESS', 'WAITING', 'SOLVED', 'CLOSED', 'VOID'),
    channel: code('PHONE', 'WEB', 'WECHAT', 'EMAIL', 'FRONT_DESK'),
    owner: ref('Employee'),
    openedAt: instant,
    dueAt: instant,
    firstResponseAt: instant,
    solvedAt: instant,
    closedAt: instant,
    reopened: int,
    rating: int,
    complaint: bool,
    order: ref('Order'),
    roomNo: text,
    assetNo: text,
  },
  TicketEvent: {
    ticket: required(ref('Ticket')),
    at: instant,
    kind: code('REPLY', 'NOTE', 'STATUS'),
    by: text,
    from: code('NEW', 'ASSIGNED', 'IN_PROGRESS', 'WAITING', 'SOLVED', 'CLOSED', 'VOID'),
    to: code('NEW', 'ASSIGNED', 'IN_PROGRESS', 'WAITING', 'SOLVED', 'CLOSED', 'VOID'),
    text: personal(text),
  },
  Survey: { ticket: required(ref('Ticket')), at: instant, score: int, nps: int, remark: personal(text) },
} as const;
