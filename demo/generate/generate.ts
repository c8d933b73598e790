import { isoDate } from './calendar';
import { type CustomerCourse, drawCourse } from './customer-course';
import { centsText } from './decimal-text';
import { Dataset } from './dataset';
import { writeAgeing } from './finance/ageing';
import { writeCustomerBalances, writeTotalBalances } from './finance/balances';
import { writeFinanceCodes } from './finance/codes';
import { writeFinanceCustomers } from './finance/customers';
import { writeInvoices } from './finance/invoices';
import { writeWalkInCustomer } from './finance/walk-in';
import { Generation } from './generation';
import { GroundTruth } from './ground-truth';
import { checkInvariants } from './invariants/check-invariants';
import { type Step, type StepTarget } from './output/step-target';
import { writeHotelCodes } from './pms/codes';
import { writeGuests } from './pms/guests';
import { openHotels, writeRoomStates } from './pms/hotels';
import { type Party } from './population';
import { drawProducts, type Product, writeSalesCodes } from './sales/codes';
import { writeContracts } from './sales/contracts';
import { type SalesCustomer, writeSalesCustomers } from './sales/customers';
import { writeOpportunities, writeVisits } from './sales/opportunities';
import { drawOrders, type Order, writeOrders } from './sales/orders';
import { writeAssets } from './tickets/assets';
import { writeTicketCodes } from './tickets/codes';
import { writeTickets } from './tickets/tickets';
import { writeTicketUsers } from './tickets/users';

export interface GenerateOptions {
  readonly parties: number;
  readonly seed: number;
  /** Told after every party. */
  readonly onParty?: (done: number) => void;
}

function noteParty(g: Generation, party: Party, course: CustomerCourse): void {
  g.truth.parties.push({
    party: party.id,
    kind: party.kind,
    name: party.name,
    phone: party.mobile,
    taxNo: party.kind === 'O' ? party.taxNo : null,
    weight: centsText(Math.round(party.weight * 100)),
    keyAccount: party.keyAccount,
    leftOn: course.leftOn === null ? null : isoDate(course.leftOn),
  });
  if (party.parent !== null) {
    g.truth.relations.push({ party: party.id, relation: 'BRANCH_OF', to: party.parent });
    g.truth.notMatches.push({ party: party.id, other: party.parent, why: 'BRANCH' });
  }
  if (party.kind === 'P' && party.person.common) {
    const other = g.namesakes.get(party.name);
    if (other !== undefined) g.truth.notMatches.push({ party: party.id, other, why: 'SAME_NAME' });
    g.namesakes.set(party.name, party.id);
  }
  if (party.employer !== null) g.truth.relations.push({ party: party.id, relation: 'EMPLOYEE_OF', to: party.employer });
  if (party.spouse !== null) g.truth.relations.push({ party: party.id, relation: 'HOUSEHOLD', to: party.spouse });
  if (party.recycledFrom !== null) g.truth.notMatches.push({ party: party.id, other: party.recycledFrom, why: 'PHONE_RECYCLED' });
}

function writeCodes(g: Generation, products: readonly Product[]): void {
  writeFinanceCodes(g);
  writeWalkInCustomer(g);
  writeSalesCodes(g, products);
  writeTicketCodes(g);
  writeHotelCodes(g);
}

function writeSales(g: Generation, party: Party, customers: readonly SalesCustomer[], orders: readonly Order[]): void {
  const [customer] = customers;
  if (customer === undefined) return;
  const opportunities = writeOpportunities(g, party, customer);
  const contracts = writeContracts(g, party, customer, opportunities);
  writeOrders(g, party, customers, contracts, orders);
  writeVisits(g, party, customer, opportunities);
}

function writeParty(g: Generation, party: Party, products: readonly Product[]): void {
  const course = drawCourse(g, party);
  noteParty(g, party, course);
  openHotels(g, party.id);
  const finance = writeFinanceCustomers(g, party);
  const sales = writeSalesCustomers(g, party, finance);
  const orders = drawOrders(g, party, products, course.leftOn);
  writeSales(g, party, sales, orders);
  const reminders = writeInvoices(g, party, finance, orders);
  const cancellations = writeGuests(g, party, finance);
  const users = writeTicketUsers(g, party, finance, sales);
  const assets = writeAssets(g, party, finance, sales, orders);
  writeTickets(g, party, { users, orders, assets }, course, [...reminders, ...cancellations]);
  for (const account of g.ledger.takeCustomers()) {
    writeAgeing(g, account);
    writeCustomerBalances(g, account);
  }
}

/** The rows that total over all parties: they alone differ between a smaller and a larger run. */
function writeClosing(g: Generation): void {
  for (const account of g.ledger.collectives()) writeCustomerBalances(g, account);
  writeTotalBalances(g);
  writeRoomStates(g);
}

/**
 * Generates all legacy tables and their ground truth, party by party, into the targets; memory does not grow with the number of
 * parties. Deterministic: the same seed gives the same rows. Every step is checked before it leaves.
 */
export function generateInto({ parties, seed, onParty }: GenerateOptions, targets: readonly StepTarget[]): void {
  const g = new Generation(seed);
  const products = drawProducts(g);
  const leave = (closing: boolean): void => {
    checkInvariants(g.data, g.truth);
    for (const target of targets) target.take({ data: g.data, truth: g.truth, closing });
    g.data.clear();
    g.truth.clear();
  };
  try {
    writeCodes(g, products);
    leave(false);
    for (let id = 0; id < parties; id += 1) {
      writeParty(g, g.population.party(id), products);
      leave(false);
      onParty?.(id + 1);
    }
    writeClosing(g);
    leave(true);
    for (const target of targets) target.finish();
  } catch (error) {
    for (const target of targets) target.abort();
    throw error;
  }
}

export interface Generated {
  readonly data: Dataset;
  readonly truth: GroundTruth;
  /** How many rows of a table, its last ones, total over all parties. */
  readonly closing: ReadonlyMap<string, number>;
}

/** Keeps what is generated whole in memory. */
export class InMemory implements StepTarget, Generated {
  readonly data = new Dataset();
  readonly truth = new GroundTruth();
  readonly closing = new Map<string, number>();

  take(step: Step): void {
    for (const { system, definition, rows } of step.data.all()) {
      this.data.table(system, definition.name).rows.push(...rows);
      if (step.closing) this.closing.set(`${system}.${definition.name}`, rows.length);
    }
    this.truth.absorb(step.truth);
  }

  finish(): void {}

  abort(): void {}
}

/** A small world kept whole in memory, for rules over the finished data. */
export function generate(options: GenerateOptions): Generated {
  const memory = new InMemory();
  generateInto(options, [memory]);
  return memory;
}
