import { AS_OF_DAY, periodOf, yearOf } from '../calendar';
import { centsText } from '../decimal-text';
import { type Generation } from '../generation';
import { ENTITY } from './entity';
import { ACCOUNT, type Account, type CustomerAccount, type Movement, type Movements } from './ledger';

/** The ledger is kept in the currency of the company, whatever the documents are in. */
const CURRENCY = 'RMB';
const LAST_YEAR = yearOf(AS_OF_DAY);
const LAST_PERIOD = periodOf(AS_OF_DAY);
/** The adjusting period closes the accounts of profit and loss. */
const ADJUSTING = 13;
const BALANCE_ACCOUNTS: readonly Account[] = [ACCOUNT.bank, ACCOUNT.tax];
const PROFIT_ACCOUNTS: readonly Account[] = [
  ACCOUNT.revenue,
  ACCOUNT.otherRevenue,
  ACCOUNT.rounding,
  ACCOUNT.exchange,
  ACCOUNT.badDebts,
];

interface BalanceRow {
  readonly year: number;
  readonly period: number;
  readonly account: Account;
  readonly customerNo: string;
}

const keyOf = ({ year, period, account, customerNo }: BalanceRow): string =>
  `${ENTITY}|${year}|${period}|${account}|${customerNo}|${CURRENCY}`;

/** One row; of customers one in two hundred was posted past the receivables and differs from them. */
function writeRow(g: Generation, row: BalanceRow, opening: number, { debit, credit }: Movement): void {
  const random = g.random('GL_SUM', g.next('GL_SUM'));
  const wrong = random.chance(0.005) && row.customerNo !== '' && row.period > 0;
  const extra = wrong ? random.int(1, 500_000) : 0;
  const closing = opening + debit - credit;
  if (wrong) g.truth.fault('finance', 'GL_SUM', keyOf(row), 'LEDGER_NOT_EQUAL_RECEIVABLES', centsText(closing));
  g.data.add('finance', 'GL_SUM', {
    ENT_NO: ENTITY,
    FIS_YR: row.year,
    PRD: row.period,
    ACCT: row.account,
    AUX_CD: row.customerNo,
    CUR_CD: CURRENCY,
    BGN: centsText(opening),
    DR: centsText(debit + extra),
    CR: centsText(credit),
    END_: centsText(closing + extra),
  });
}

interface Balances {
  readonly customerNo: string;
  readonly movements: Movements;
  readonly accounts: readonly Account[];
}

/** Rows of the accounts in the order of the key: a year's opening where there is one, then the periods that moved. */
function writeYears(g: Generation, { movements, accounts, ...who }: Balances, closeProfit: boolean): void {
  const balances = new Map<Account, number>();
  const balanceOf = (account: Account): number => balances.get(account) ?? 0;
  for (let year = movements.firstYear() ?? LAST_YEAR + 1; year <= LAST_YEAR; year += 1) {
    for (const account of accounts) {
      const opening = balanceOf(account);
      if (opening !== 0) writeRow(g, { ...who, year, period: 0, account }, opening, { debit: 0, credit: 0 });
    }
    for (let period = 1; period <= 12 && year * 100 + period <= LAST_PERIOD; period += 1) {
      for (const account of accounts) {
        const movement = movements.of(year * 100 + period, account);
        if (movement === undefined) continue;
        writeRow(g, { ...who, year, period, account }, balanceOf(account), movement);
        balances.set(account, balanceOf(account) + movement.debit - movement.credit);
      }
    }
    if (closeProfit && year < LAST_YEAR) writeProfit(g, year, balances);
  }
}

function writeProfit(g: Generation, year: number, balances: Map<Account, number>): void {
  const row = { year, period: ADJUSTING, customerNo: '' };
  const profit = PROFIT_ACCOUNTS.reduce((sum, account) => sum + (balances.get(account) ?? 0), 0);
  const before = balances.get(ACCOUNT.profit) ?? 0;
  const moved = (amount: number): Movement => ({ debit: Math.max(0, amount), credit: Math.max(0, -amount) });
  writeRow(g, { ...row, account: ACCOUNT.profit }, before, moved(profit));
  balances.set(ACCOUNT.profit, before + profit);
  for (const account of PROFIT_ACCOUNTS) {
    const balance = balances.get(account) ?? 0;
    if (balance !== 0) writeRow(g, { ...row, account }, balance, moved(-balance));
    balances.set(account, 0);
  }
}

export function writeCustomerBalances(g: Generation, { customerNo, movements }: CustomerAccount): void {
  writeYears(g, { customerNo, movements, accounts: [ACCOUNT.receivable, ACCOUNT.advances] }, false);
}

/** The accounts that are not kept by customer; they total over all parties. */
export function writeTotalBalances(g: Generation): void {
  const accounts = [...BALANCE_ACCOUNTS, ACCOUNT.profit, ...PROFIT_ACCOUNTS];
  writeYears(g, { customerNo: '', movements: g.ledger.totals, accounts }, true);
}
