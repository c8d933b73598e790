import Decimal from 'decimal.js';
import { AS_OF } from '../../../demo/as-of';
import type { System } from '../../../demo/ddl/table-definition';
import type { DemoDatabases } from './demo-databases';

/** Figures of one party record: name, with the currency of an amount, to value. */
export type Totals = Map<string, Decimal>;

const ISO: Readonly<Record<string, string>> = {
  RMB: 'CNY',
  USD: 'USD',
  HKD: 'HKD',
  EUR: 'EUR',
  1: 'CNY',
  2: 'USD',
  3: 'HKD',
  4: 'EUR',
};

interface Query {
  readonly system: System;
  /** Columns: k1 (and k2) of the party record, `unit` where the figures are amounts, and one column per figure. */
  readonly sql: string;
}

const ALLOCATED = `(SELECT COALESCE(SUM(a.AMT_FC), 0) FROM AR_ALLOC a
  WHERE a.ENT_NO = d.ENT_NO AND a.INV_YR = d.FIS_YR AND a.INV_DOC = d.DOC_NO AND a.REV_FLG <> 'X')`;
const LINES = `(SELECT SUM(e.FAllAmount) FROM SEOrderEntry e WHERE e.FInterID = o.FInterID)`;
const ORDER_TOTAL = `CASE WHEN o.FAllAmount <> 0 THEN o.FAllAmount ELSE CASE o.FTranType WHEN 82 THEN -1 ELSE 1 END * ${LINES} END`;
// A history copy counts only while no current row has its key.
const STAYS = `(SELECT hotelid, accnt, haccnt, sta, arr, dep, charge FROM master UNION ALL SELECT h.hotelid, h.accnt, h.haccnt, h.sta, h.arr, h.dep, h.charge
  FROM hmaster h WHERE NOT EXISTS (SELECT 1 FROM master m WHERE m.hotelid = h.hotelid AND m.accnt = h.accnt))`;

const QUERIES = (days: DemoDatabases['days']): readonly Query[] => [
  {
    system: 'finance',
    sql: `SELECT ENT_NO AS k1, CUST_NO AS k2, 1 AS records FROM AR_CUST WHERE DEL_FLG <> 'X'`,
  },
  {
    system: 'finance',
    sql: `SELECT d.ENT_NO AS k1, d.CUST_NO AS k2, COUNT(*) AS invoiceCount FROM AR_INV d WHERE d.DEL_FLG <> 'X' GROUP BY 1, 2`,
  },
  {
    system: 'finance',
    sql: `SELECT d.ENT_NO AS k1, d.CUST_NO AS k2, d.CUR_CD AS unit, SUM(CASE d.DC_IND WHEN 'H' THEN -d.AMT_FC ELSE d.AMT_FC END) AS invoiced
      FROM AR_INV d WHERE d.DEL_FLG <> 'X' GROUP BY 1, 2, 3`,
  },
  {
    system: 'finance',
    sql: `SELECT k1, k2, unit, SUM(rest) AS receivable, COUNT(*) AS openDocuments FROM (
      SELECT d.ENT_NO AS k1, d.CUST_NO AS k2, d.CUR_CD AS unit,
        CASE d.DC_IND WHEN 'H' THEN -1 ELSE 1 END * (d.AMT_FC - ${ALLOCATED}) AS rest
      FROM AR_INV d WHERE d.DEL_FLG <> 'X' AND d.STAT IN ('O', 'P', 'C')) x WHERE ABS(rest) > 0.001 GROUP BY 1, 2, 3`,
  },
  {
    system: 'finance',
    sql: `SELECT r.ENT_NO AS k1, r.CUST_NO AS k2, COUNT(*) AS receiptCount FROM AR_RCPT r WHERE r.DEL_FLG <> 'X' GROUP BY 1, 2`,
  },
  {
    system: 'finance',
    sql: `SELECT r.ENT_NO AS k1, r.CUST_NO AS k2, r.CUR_CD AS unit, SUM(CASE r.RCPT_TY WHEN 'RF' THEN -r.AMT_FC ELSE r.AMT_FC END) AS received
      FROM AR_RCPT r WHERE r.DEL_FLG <> 'X' GROUP BY 1, 2, 3`,
  },
  { system: 'sales', sql: `SELECT FItemID AS k1, 1 AS records FROM t_Cust WHERE FDeleted = 0` },
  {
    system: 'sales',
    sql: `SELECT FCustID AS k1, COUNT(*) AS orderCount, SUM(FCancellation = 0) AS countedOrders FROM SEOrder GROUP BY 1`,
  },
  {
    system: 'sales',
    sql: `SELECT o.FCustID AS k1, o.FCurrencyID AS unit, SUM(${ORDER_TOTAL}) AS ordered FROM SEOrder o WHERE o.FCancellation = 0 GROUP BY 1, 2`,
  },
  { system: 'sales', sql: `SELECT FCustID AS k1, COUNT(*) AS contractCount FROM t_Contract GROUP BY 1` },
  {
    system: 'sales',
    sql: `SELECT FCustID AS k1, FCurrencyID AS unit, SUM(FAmountFor) AS contracted FROM t_Contract GROUP BY 1, 2`,
  },
  { system: 'sales', sql: `SELECT FCustID AS k1, COUNT(*) AS opportunityCount FROM t_Opp WHERE FCustID <> 0 GROUP BY 1` },
  { system: 'tickets', sql: `SELECT uid AS k1, 1 AS records FROM hd_user WHERE status = 1` },
  {
    system: 'tickets',
    sql: `SELECT uid AS k1, COUNT(*) AS allTickets, SUM(status <> 6) AS ticketCount, SUM(status IN (0, 1, 2, 3)) AS openTickets,
      SUM(status <> 6 AND is_complaint = 1) AS complaints, SUM(status <> 6 AND satis > 0) AS ratedTickets
      FROM hd_ticket WHERE is_del = 0 AND uid > 0 GROUP BY 1`,
  },
  { system: 'pms', sql: `SELECT no AS k1, 1 AS records, 1 AS guestProfiles FROM guest WHERE sta <> 'X'` },
  { system: 'pms', sql: `SELECT haccnt AS k1, COUNT(*) AS allStays FROM ${STAYS} s GROUP BY 1` },
  {
    system: 'pms',
    sql: `SELECT haccnt AS k1, COUNT(*) AS stayCount, SUM(sta = 'I') AS inHouse,
      SUM(${days('arr', `CASE WHEN sta = 'I' AND dep > '${AS_OF} 23:59:59' THEN '${AS_OF}' ELSE dep END`)}) AS nights
      FROM ${STAYS} s WHERE sta IN ('I', 'O', 'S') GROUP BY 1`,
  },
  {
    system: 'pms',
    sql: `SELECT haccnt AS k1, 1 AS unit, SUM(charge) AS spent FROM ${STAYS} s WHERE sta IN ('I', 'O', 'S') GROUP BY 1`,
  },
];

const recordOf = (system: string, key: string): string => `${system} ${key}`;

/** Figures of every party record of the four systems, by plain SQL on each. */
export async function sqlTotals({ rows, days }: DemoDatabases): Promise<ReadonlyMap<string, Totals>> {
  const totals = new Map<string, Totals>();
  for (const { system, sql } of QUERIES(days)) {
    for (const { k1, k2, unit, ...figures } of await rows(system, sql)) {
      const record = recordOf(
        system,
        [k1, k2]
          .filter((part) => part !== undefined)
          .map((part) => String(part).trimEnd())
          .join('|'),
      );
      const known = totals.get(record) ?? new Map<string, Decimal>();
      for (const [figure, value] of Object.entries(figures)) {
        const name = unit === undefined ? figure : `${figure} ${ISO[String(unit).trim()] ?? 'UNKNOWN'}`;
        if (value !== null) add(known, name, String(value));
      }
      totals.set(record, known);
    }
  }
  return totals;
}

/** What the records of one customer come to together; figures of 0 are left out. */
export function totalOf(
  totals: ReadonlyMap<string, Totals>,
  records: readonly { system: string; key: string }[],
): Record<string, string> {
  const sum: Totals = new Map();
  for (const { system, key } of records) {
    for (const [name, value] of totals.get(recordOf(system, key)) ?? []) add(sum, name, value);
  }
  return written(sum);
}

export function add(totals: Totals, name: string, value: Decimal.Value): void {
  totals.set(name, (totals.get(name) ?? new Decimal(0)).plus(value));
}

/** Text of each figure; amounts and counts alike, so that a float of a database and a decimal of the graph meet. */
export function written(totals: Totals): Record<string, string> {
  const texts = [...totals].map(([name, value]) => [name, value.toFixed(2)] as const);
  return Object.fromEntries(texts.filter(([, text]) => text !== '0.00' && text !== '-0.00').sort(([a], [b]) => (a < b ? -1 : 1)));
}
