import { AS_OF_DAY, dateTime, FIRST_DAY, isoDate } from '../calendar';
import { type Generation } from '../generation';
import { type Party } from '../population';
import { type Random } from '../random';
import { drawOrganisation } from '../party';
import { scaledText } from '../decimal-text';
import { STAGES } from './codes';
import { type SalesCustomer } from './customers';

const LOST_REASONS = ['价格偏高', '客户预算取消', '竞争对手关系更好', '交期不满足', '技术指标不符'];
const VISIT_NOTES = [
  '拜访客户，了解下半年采购计划。',
  '电话沟通报价细节。',
  '发送产品资料和案例。',
  '微信确认到货情况。',
  '商谈续签合同。',
];

function expectedText(random: Random, day: number): string {
  const iso = isoDate(day);
  return random.weighted([
    [iso, 60],
    [iso.slice(0, 7), 15],
    [iso.replaceAll('-', '/'), 15],
    ['', 10],
  ] as const);
}

function writeOpportunity(
  g: Generation,
  random: Random,
  name: string,
  customerId: number,
  prospect: string | null,
  employee: number,
): void {
  const createdOn = random.int(FIRST_DAY, AS_OF_DAY - 1);
  const status =
    AS_OF_DAY - createdOn < 120
      ? random.weighted([
          [0, 75],
          [1, 10],
          [2, 10],
          [3, 5],
        ] as const)
      : random.weighted([
          [0, 10],
          [1, 40],
          [2, 40],
          [3, 10],
        ] as const);
  const stage = random.int(0, STAGES.length - 1);
  const closed = status === 0 ? null : Math.min(AS_OF_DAY, createdOn + random.int(10, 150));
  g.data.add('sales', 't_Opp', {
    FOppID: g.next('t_Opp'),
    FName: name,
    FCustID: customerId,
    FProspect: prospect,
    FStage: STAGES[status === 1 ? STAGES.length - 1 : stage] ?? '10',
    FProb: status === 1 ? 100 : status === 2 ? 0 : (stage + 1) * 15,
    FEstAmt: scaledText(Math.round(random.lognormal(2.3, 0.9) * 10_000), 4),
    FEstDate: expectedText(random, createdOn + random.int(30, 200)),
    FEmpID: employee,
    FSource: random.int(1, 5),
    FStatus: status,
    FLoseRsn: status === 2 ? random.pick(LOST_REASONS) : null,
    FCreateDate: dateTime(createdOn, random.int(30_000, 62_000)),
    FCloseDate: closed === null ? null : dateTime(closed),
  });
}

/** Chances to sell, of customers and of companies that are not customers yet, and the visits of the sales staff. */
export function writeOpportunities(g: Generation, party: Party, customer: SalesCustomer): void {
  const random = g.random('opportunities', party.id);
  if (party.kind === 'P') return;
  const count = party.keyAccount ? 2 + random.int(0, 2) : Math.min(10, random.poisson(0.4 * party.weight));
  for (let index = 0; index < count; index += 1) {
    writeOpportunity(
      g,
      random,
      `${party.company.brand}${party.company.trade}采购项目${index + 1}`,
      customer.id,
      null,
      customer.employee,
    );
  }
  if (random.chance(0.12)) {
    const prospect = drawOrganisation(g.random('prospect', party.id), party.id);
    writeOpportunity(g, random, `${prospect.company.brand}新客户开发`, 0, prospect.name, customer.employee);
  }
  const visits = Math.min(12, random.poisson(0.7 * party.weight));
  for (let index = 0; index < visits; index += 1) {
    const day = random.int(FIRST_DAY, AS_OF_DAY);
    g.data.add('sales', 't_Visit', {
      FID: g.next('t_Visit'),
      FCustID: customer.id,
      FEmpID: customer.employee,
      FDate: dateTime(day, random.int(32_000, 60_000)),
      FType: random.int(1, 4),
      FContent: random.pick(VISIT_NOTES),
      FNextDate: random.chance(0.4) ? dateTime(day + random.int(7, 60)) : null,
    });
  }
}
