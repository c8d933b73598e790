import { AS_OF_DAY, dateTime, type Day, FIRST_DAY, isoDate } from '../calendar';
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

interface Prospect {
  readonly name: string;
  readonly customerId: number;
  readonly prospect: string | null;
  readonly employee: number;
}

export interface Opportunity {
  readonly id: number;
  readonly isWon: boolean;
  readonly openedOn: Day;
}

function drawStatus(random: Random, age: number): 0 | 1 | 2 | 3 {
  return age < 120
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
}

function writeOpportunity(g: Generation, random: Random, { name, customerId, prospect, employee }: Prospect): Opportunity {
  const openedOn = random.int(FIRST_DAY, AS_OF_DAY - 1);
  const status = drawStatus(random, AS_OF_DAY - openedOn);
  const stage = random.int(0, STAGES.length - 1);
  const closed = status === 0 ? null : Math.min(AS_OF_DAY, openedOn + random.int(10, 150));
  const id = g.next('t_Opp');
  g.data.add('sales', 't_Opp', {
    FOppID: id,
    FName: name,
    FCustID: customerId,
    FProspect: prospect,
    FStage: STAGES[status === 1 ? STAGES.length - 1 : stage] ?? '10',
    FProb: status === 1 ? 100 : status === 2 ? 0 : (stage + 1) * 15,
    FEstAmt: scaledText(Math.round(random.lognormal(2.3, 0.9) * 10_000), 4),
    FEstDate: expectedText(random, openedOn + random.int(30, 200)),
    FEmpID: employee,
    FSource: random.int(1, 5),
    FStatus: status,
    FLoseRsn: status === 2 ? random.pick(LOST_REASONS) : null,
    FCreateDate: dateTime(openedOn, random.int(30_000, 62_000)),
    FCloseDate: closed === null ? null : dateTime(closed),
  });
  return { id, isWon: status === 1, openedOn };
}

/** Chances to sell, to the customer and to companies that are not customers yet. */
export function writeOpportunities(g: Generation, party: Party, customer: SalesCustomer): readonly Opportunity[] {
  const random = g.random('opportunities', party.id);
  if (party.kind === 'P') return [];
  const { employee } = customer;
  const count = party.keyAccount ? 2 + random.int(0, 2) : Math.min(10, random.poisson(0.4 * party.weight));
  const own = Array.from({ length: count }, (_, index) => {
    const name = `${party.company.brand}${party.company.trade}采购项目${index + 1}`;
    return writeOpportunity(g, random, { name, customerId: customer.id, prospect: null, employee });
  });
  if (random.chance(0.25)) {
    const prospect = drawOrganisation(g.random('prospect', party.id), party.id);
    const name = `${prospect.company.brand}新客户开发`;
    writeOpportunity(g, random, { name, customerId: 0, prospect: prospect.name, employee });
  }
  return own;
}

/** What the sales staff noted about its visits and calls. */
export function writeVisits(g: Generation, party: Party, customer: SalesCustomer, opportunities: readonly Opportunity[]): void {
  const random = g.random('visits', party.id);
  if (party.kind === 'P') return;
  const visits = Math.min(12, random.poisson(0.7 * party.weight));
  for (let index = 0; index < visits; index += 1) {
    const day = random.int(FIRST_DAY, AS_OF_DAY);
    const withContact = random.chance(0.6);
    const aboutOpportunity = random.chance(0.35);
    g.data.add('sales', 't_Visit', {
      FID: g.next('t_Visit'),
      FCustID: customer.id,
      FContactID: withContact && customer.contacts.length > 0 ? random.pick(customer.contacts) : null,
      FOppID: aboutOpportunity && opportunities.length > 0 ? random.pick(opportunities).id : null,
      FEmpID: customer.employee,
      FDate: dateTime(day, random.int(32_000, 60_000)),
      FType: random.int(1, 4),
      FContent: random.pick(VISIT_NOTES),
      FNextDate: random.chance(0.4) ? dateTime(day + random.int(7, 60)) : null,
    });
  }
}
