import { AS_OF_DAY, dateTime, type Day, FIRST_DAY, workday, yearOf } from '../calendar';
import { baseCents, centsText, instalments, scaledText } from '../decimal-text';
import { rateOn } from '../exchange-rates';
import { type Generation } from '../generation';
import { type Party } from '../population';
import { type Random } from '../random';
import { CURRENCY_IDS } from './codes';
import { type SalesCustomer } from './customers';
import { type Opportunity } from './opportunities';

export interface SalesContract {
  readonly number: string;
  readonly startsOn: Day;
  readonly endsOn: Day;
}

const KIND_NAMES = ['', '销售合同', '服务合同', '框架协议', '协议房价合同'];
const CLAUSES = ['货到验收后付款', '预付30%，验收后付清', '按季度结算', '款到发货', '分期付款，见收款计划'];

function contractStatus(random: Random, startsOn: Day, endsOn: Day): number {
  if (random.chance(0.04)) return 0;
  if (random.chance(0.04)) return 4;
  if (startsOn > AS_OF_DAY) return 1;
  return endsOn < AS_OF_DAY ? 3 : 2;
}

function writePlan(g: Generation, random: Random, id: number, signedOn: Day, endsOn: Day, amount: number, status: number): void {
  const parts = instalments(
    amount,
    random.weighted([
      [1, 20],
      [2, 30],
      [3, 30],
      [4, 20],
    ] as const),
  );
  parts.forEach((part, index) => {
    const planned = signedOn + 15 + Math.floor(((endsOn - signedOn) * index) / parts.length);
    const due = planned <= AS_OF_DAY && status >= 2;
    const paid = due && random.chance(0.85) ? (random.chance(0.92) ? part : Math.floor(part / 2)) : 0;
    g.data.add('sales', 't_ContractPlan', {
      FInterID: id,
      FEntryID: index + 1,
      FPlanDate: dateTime(planned),
      FPlanAmt: centsText(part),
      FPaidAmt: centsText(paid),
      FNote: parts.length === 1 ? '一次付清' : `第${index + 1}期`,
    });
  });
}

/** Contracts of the party's first sales record; key accounts have at least three, one of them about room rates. */
export function writeContracts(
  g: Generation,
  party: Party,
  customer: SalesCustomer,
  opportunities: readonly Opportunity[],
): readonly SalesContract[] {
  const random = g.random('contracts', party.id);
  if (party.kind === 'P') return [];
  const count = party.keyAccount ? 3 + random.int(0, 3) : Math.min(8, random.poisson(0.45 * party.weight));
  const contracts: SalesContract[] = [];
  for (let index = 0; index < count; index += 1) {
    const signedOn = workday(random.int(FIRST_DAY, AS_OF_DAY - 5), true);
    const startsOn = signedOn + random.int(0, 30);
    const endsOn = startsOn + random.pick([180, 364, 364, 729]);
    const kind =
      party.keyAccount && index < 3
        ? ([1, 2, 4][index] ?? 1)
        : random.weighted([
            [1, 50],
            [2, 20],
            [3, 15],
            [4, 15],
          ] as const);
    const year = yearOf(signedOn);
    const number = `HT-${year}-${String(g.next(`HT/${year}`)).padStart(4, '0')}`;
    const id = g.next('t_Contract');
    const rate = rateOn(party.currency, signedOn);
    const amount = Math.round(random.lognormal(10.6, 0.9)) * 100 + random.pick([0, 0, 50, 99]);
    const status = contractStatus(random, startsOn, endsOn);
    const renewed = contracts.find((earlier) => earlier.endsOn < startsOn);
    const won = opportunities.filter((chance) => chance.isWon && chance.openedOn < signedOn);
    const fromChance = random.chance(0.7);
    g.data.add('sales', 't_Contract', {
      FInterID: id,
      FBillNo: number,
      FName: `${party.company.brand}${KIND_NAMES[kind] ?? ''}${year}`,
      FCustID: customer.id,
      FTypeID: kind,
      FSignDate: dateTime(signedOn),
      FBeginDate: dateTime(startsOn),
      FEndDate: dateTime(endsOn),
      FCurrencyID: CURRENCY_IDS[party.currency],
      FExRate: scaledText(rate * 10, 6),
      FAmountFor: centsText(amount),
      FAmount: centsText(baseCents(amount, rate)),
      FStatus: status,
      FCancellation: random.chance(0.02) && !party.keyAccount ? 1 : 0,
      FEmpID: customer.employee,
      FOppID: fromChance ? (won.at(-1)?.id ?? 0) : 0,
      FPayClause: random.pick(CLAUSES),
      FMasterBillNo: renewed !== undefined && random.chance(0.5) ? renewed.number : null,
    });
    writePlan(g, random, id, signedOn, endsOn, amount, status);
    contracts.push({ number, startsOn, endsOn });
  }
  return contracts;
}
