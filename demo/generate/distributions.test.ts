import { type System } from '../ddl/table-definition';
import { generate } from './generate';

const { data, truth } = generate({ parties: 2500, seed: 11 });
type Row = Readonly<Record<string, unknown>>;
const rows = (system: System, table: string): readonly Row[] => data.records(system, table);
const share = (all: readonly Row[], has: (row: Row) => boolean): number => all.filter(has).length / all.length;

describe('distributions', () => {
  const invoices = rows('finance', 'AR_INV');
  const receipts = rows('finance', 'AR_RCPT');
  const orders = rows('sales', 'SEOrder');
  const lines = rows('sales', 'SEOrderEntry');
  const tickets = rows('tickets', 'hd_ticket');
  const stays = [...rows('pms', 'hmaster'), ...rows('pms', 'master')].filter((row) => String(row['accnt']).startsWith('F'));
  const finished = tickets.filter((row) => row['status'] === 4 || row['status'] === 5);

  it.each<[string, number, number, number]>([
    ['organisations', truth.parties.filter((party) => party.kind === 'O').length / truth.parties.length, 0.5, 0.6],
    ['receipts at the desk', share(receipts, (row) => row['CUST_NO'] === 'CASH'), 0.03, 0.08],
    ['advance receipts', share(receipts, (row) => row['RCPT_TY'] === 'AD'), 0.035, 0.08],
    ['bounced receipts', share(receipts, (row) => row['REV_FLG'] === 'X'), 0.003, 0.015],
    ['open documents', share(invoices, (row) => row['STAT'] === 'O' || row['STAT'] === 'P'), 0.05, 0.17],
    ['credit notes', share(invoices, (row) => row['DOC_TY'] === 'RC'), 0.04, 0.09],
    ['documents in foreign currency', share(invoices, (row) => row['CUR_CD'] !== 'RMB'), 0.02, 0.11],
    ['documents written off', share(invoices, (row) => row['STAT'] === 'W'), 0.0005, 0.008],
    ['returns', share(orders, (row) => row['FTranType'] === 82), 0.02, 0.05],
    ['lines of an order', lines.length / orders.length, 2.7, 3.4],
    ['lines without cost', share(lines, (row) => row['FCostAmount'] === null), 0.1, 0.14],
    ['stays that took place', share(stays, (row) => row['sta'] === 'O'), 0.7, 0.85],
    ['cancelled stays', share(stays, (row) => row['sta'] === 'X'), 0.12, 0.2],
    ['rooms of groups', share(stays, (row) => row['groupno'] !== null), 0.02, 0.15],
    ['complaints', share(tickets, (row) => row['is_complaint'] === 1), 0.03, 0.09],
    ['rated tickets', share(finished, (row) => row['satis'] !== 0), 0.3, 0.4],
    ['anonymous tickets', share(tickets, (row) => row['uid'] === 0), 0.09, 0.15],
    ['reopened tickets', share(finished, (row) => row['reopen'] === 1), 0.025, 0.06],
  ])('%s', (_, value, low, high) => {
    expect(value).toBeGreaterThan(low);
    expect(value).toBeLessThan(high);
  });

  it('a fifth of the customers make most of the turnover', () => {
    const turnover = new Map<unknown, number>();
    for (const row of invoices.filter((each) => each['DOC_TY'] === 'RV' && each['CUST_NO'] !== 'CASH'))
      turnover.set(row['CUST_NO'], (turnover.get(row['CUST_NO']) ?? 0) + Number(row['AMT_LC']));
    const sorted = [...turnover.values()].sort((a, b) => b - a);
    const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
    const top = sum(sorted.slice(0, Math.floor(sorted.length / 5))) / sum(sorted);
    expect(top).toBeGreaterThan(0.6);
    expect(top).toBeLessThan(0.85);
  });

  it('business has its seasons and rests at weekends', () => {
    const inMonth = (month: string): number => share(orders, (row) => String(row['FDate']).slice(5, 7) === month) * 12;
    expect(inMonth('02')).toBeLessThan(0.75);
    expect(inMonth('12')).toBeGreaterThan(1.2);
    expect(share(orders, (row) => [0, 6].includes(new Date(String(row['FDate']).slice(0, 10)).getUTCDay()))).toBeLessThan(0.1);
  });

  it('old documents carry the tax rates of their time', () => {
    const day = new Map(orders.map((row) => [row['FInterID'], String(row['FDate']).slice(0, 10)]));
    const ratesBetween = (from: string, to: string) => {
      const dated = lines.filter((row) => {
        const on = day.get(row['FInterID']) ?? '';
        return from <= on && on < to;
      });
      return [...new Set(dated.map((row) => Number(row['FTaxRate'])))].sort((a, b) => a - b);
    };
    expect(ratesBetween('2017-01-01', '2018-05-01').filter((rate) => rate > 11)).toEqual([17]);
    expect(ratesBetween('2018-05-01', '2019-04-01').filter((rate) => rate > 11)).toEqual([16]);
    expect(ratesBetween('2019-04-01', '2030-01-01')).toEqual([6, 9, 13]);
  });

  it.each<[System, number, number, number, number]>([
    ['finance', 0.85, 0.25, 0.01, 0.08],
    ['sales', 0.97, 0.45, 0.05, 0.13],
    ['tickets', 0.45, 0.45, 0.12, 0.24],
    ['pms', 0.25, 0.8, 0.17, 0.3],
  ])('%s knows its share of the parties, some of them twice', (system, organisations, persons, twiceLow, twiceHigh) => {
    const records = new Map<number, number>();
    for (const link of truth.links.filter((each) => each.system === system))
      records.set(link.party, (records.get(link.party) ?? 0) + 1);
    const ordinary = truth.parties.filter(({ party }) => party % 40 > 3);
    const known = (kind: 'O' | 'P'): number => {
      const all = ordinary.filter((party) => party.kind === kind);
      return all.filter(({ party }) => records.has(party)).length / all.length;
    };
    expect(Math.abs(known('O') - organisations)).toBeLessThan(0.05);
    expect(Math.abs(known('P') - persons)).toBeLessThan(0.05);
    const twice = [...records.values()].filter((count) => count > 1).length / records.size;
    expect(twice).toBeGreaterThan(twiceLow);
    expect(twice).toBeLessThan(twiceHigh);
  });

  it('plants look-alikes of every kind', () => {
    const kinds = new Set(truth.notMatches.map(({ why }) => why));
    expect([...kinds].sort()).toEqual(['BRANCH', 'ONE_PROFILE', 'PHONE_RECYCLED', 'SAME_NAME']);
    expect([...new Set(truth.relations.map(({ relation }) => relation))].sort()).toEqual([
      'AGENT_FOR',
      'BRANCH_OF',
      'EMPLOYEE_OF',
      'HOUSEHOLD',
    ]);
  });

  it('customers that were upset write more often in the month after', () => {
    const cancelled = new Map<string, number[]>();
    const partyOf = new Map(truth.links.map(({ system, key, party }) => [`${system} ${key}`, party]));
    for (const row of stays.filter((each) => each['sta'] === 'X')) {
      const party = String(partyOf.get(`pms ${String(row['haccnt'])}`));
      cancelled.set(party, [...(cancelled.get(party) ?? []), Date.parse(String(row['arr']).slice(0, 10)) / 1000]);
    }
    const month = 30 * 86_400;
    let [after, before] = [0, 0];
    for (const row of tickets) {
      const opened = Number(row['add_time']);
      for (const day of cancelled.get(String(partyOf.get(`tickets ${String(row['uid'])}`))) ?? []) {
        if (opened > day && opened <= day + month) after += 1;
        if (opened < day && opened >= day - month) before += 1;
      }
    }
    expect(before).toBeGreaterThan(20);
    expect(after / before).toBeGreaterThan(1.4);
  });
});
