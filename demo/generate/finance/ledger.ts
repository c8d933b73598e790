import { type Day, periodOf } from '../calendar';
import { baseCents } from '../decimal-text';

/** Accounts of the general ledger. The first two are kept by customer. */
export const ACCOUNT = {
  receivable: '1122',
  advances: '2203',
  bank: '1002',
  tax: '2221',
  revenue: '6001',
  otherRevenue: '6051',
  rounding: '6602',
  exchange: '6603',
  badDebts: '6701',
  profit: '4103',
} as const;
export type Account = (typeof ACCOUNT)[keyof typeof ACCOUNT];

const isByCustomer = (account: Account): boolean => account === ACCOUNT.receivable || account === ACCOUNT.advances;

/** Fen on an account: positive is debit. */
export type Posting = readonly [account: Account, amount: number];

export interface Movement {
  debit: number;
  credit: number;
}

/** Debits and credits by period and account. */
export class Movements {
  private readonly periods = new Map<number, Map<Account, Movement>>();

  add(period: number, account: Account, amount: number): void {
    let accounts = this.periods.get(period);
    if (accounts === undefined) this.periods.set(period, (accounts = new Map<Account, Movement>()));
    const movement = accounts.get(account) ?? { debit: 0, credit: 0 };
    if (amount > 0) movement.debit += amount;
    else movement.credit -= amount;
    accounts.set(account, movement);
  }

  of(period: number, account: Account): Movement | undefined {
    return this.periods.get(period)?.get(account);
  }

  firstYear(): number | null {
    return this.periods.size === 0 ? null : Math.floor(Math.min(...this.periods.keys()) / 100);
  }
}

/** A document that is open until it is settled; amounts of a credit note are negative. */
export class OpenItem {
  private readonly settlements: { readonly day: Day; readonly amount: number }[] = [];
  private openForeign: number;
  private openBase: number;

  constructor(
    readonly day: Day,
    readonly due: Day,
    /** Fen, signed. */
    readonly amount: number,
    foreign: number,
    private readonly rate: number,
  ) {
    this.openForeign = foreign;
    this.openBase = amount;
  }

  isOpenOn(day: Day): boolean {
    return this.openAt(day) !== 0;
  }

  /** Fen that were open at the end of a day, signed. */
  openAt(day: Day): number {
    if (this.day > day) return 0;
    let open = this.amount;
    for (const settlement of this.settlements) if (settlement.day <= day) open -= settlement.amount;
    return open;
  }

  /** Settles part of the document; the last part takes the remainder, so that nothing stays open by a rounding. */
  settle(day: Day, foreign: number): number {
    const sign = this.amount < 0 ? -1 : 1;
    const beyond = foreign - this.openForeign;
    const base = beyond >= 0 ? this.openBase + sign * baseCents(beyond, this.rate) : sign * baseCents(foreign, this.rate);
    this.openForeign -= foreign;
    this.openBase -= base;
    this.settlements.push({ day, amount: base });
    return base;
  }
}

/** What the ledger keeps of one customer while its party is written. */
export interface CustomerAccount {
  readonly customerNo: string;
  readonly movements: Movements;
  readonly items: OpenItem[];
}

export class Ledger {
  /** The accounts that are not kept by customer, over all parties. */
  readonly totals = new Movements();
  private readonly customers = new Map<string, CustomerAccount>();
  private readonly kept = new Map<string, CustomerAccount>();

  /** A collective account takes documents of many parties and is written with the closing. */
  openCollective(customerNo: string): void {
    this.kept.set(customerNo, { customerNo, movements: new Movements(), items: [] });
  }

  account(customerNo: string): CustomerAccount {
    let account = this.kept.get(customerNo) ?? this.customers.get(customerNo);
    if (account === undefined) {
      account = { customerNo, movements: new Movements(), items: [] };
      this.customers.set(customerNo, account);
    }
    return account;
  }

  post(account: CustomerAccount, day: Day, postings: readonly Posting[]): void {
    const period = periodOf(day);
    let balance = 0;
    for (const [number, amount] of postings) {
      balance += amount;
      if (amount !== 0) (isByCustomer(number) ? account.movements : this.totals).add(period, number, amount);
    }
    if (balance !== 0) throw new Error(`Posting of customer ${account.customerNo} does not balance: ${balance} fen`);
  }

  /** A document of a collective account is settled when it is issued, so only its movements are kept. */
  issue(account: CustomerAccount, item: OpenItem): void {
    if (!this.kept.has(account.customerNo)) account.items.push(item);
  }

  /** The customers of the party that is finished; they are forgotten. */
  takeCustomers(): readonly CustomerAccount[] {
    const accounts = [...this.customers.values()];
    this.customers.clear();
    return accounts;
  }

  collectives(): readonly CustomerAccount[] {
    return [...this.kept.values()];
  }
}
