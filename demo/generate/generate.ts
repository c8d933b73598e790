import { writeFinanceCodes } from './finance/codes';
import { writeFinanceCustomers } from './finance/customers';
import { writeInvoices } from './finance/invoices';
import { Generation } from './generation';
import { drawProducts, writeSalesCodes } from './sales/codes';
import { writeContracts } from './sales/contracts';
import { type SalesCustomers, writeSalesCustomers } from './sales/customers';
import { writeOpportunities } from './sales/opportunities';
import { drawOrders, writeOrders } from './sales/orders';
import { centsText } from './decimal-text';
import { type Party } from './population';
import { checkInvariants } from './invariants';
import { type Dataset } from './dataset';
import { type GroundTruth } from './ground-truth';

import { type GuestProfiles, writeGuests } from './pms/guests';
import { writeHotelCodes } from './pms/codes';
import { writeTicketCodes } from './tickets/codes';
import { writeTicketUsers } from './tickets/users';
import { writeTickets } from './tickets/tickets';

export interface GenerateOptions {
  readonly parties: number;
  readonly seed: number;
}

export interface Generated {
  readonly data: Dataset;
  readonly truth: GroundTruth;
}

/** The last person of each name: whoever is called the same is somebody else. */
type Namesakes = Map<string, number>;

function noteParty(g: Generation, party: Party, namesakes: Namesakes): void {
  g.truth.parties.push({
    party: party.id,
    kind: party.kind,
    name: party.name,
    phone: party.mobile,
    taxNo: party.kind === 'O' ? party.taxNo : null,
    weight: centsText(Math.round(party.weight * 100)),
    keyAccount: party.keyAccount,
  });
  if (party.parent !== null) {
    g.truth.relations.push({ party: party.id, relation: 'BRANCH_OF', to: party.parent });
    g.truth.notMatches.push({ party: party.id, other: party.parent, why: 'BRANCH' });
  }
  if (party.kind === 'P') {
    const other = namesakes.get(party.name);
    if (other !== undefined) g.truth.notMatches.push({ party: party.id, other, why: 'SAME_NAME' });
    namesakes.set(party.name, party.id);
  }
  if (party.employer !== null) g.truth.relations.push({ party: party.id, relation: 'EMPLOYEE_OF', to: party.employer });
}

/** Writes all legacy tables and their ground truth in memory. Deterministic: the same seed gives the same rows. */
export function generate(options: GenerateOptions): Generated {
  const g = new Generation(options.seed);
  const products = drawProducts(g);
  const salesCustomers: SalesCustomers = new Map();
  const guests: GuestProfiles = new Map();
  const namesakes: Namesakes = new Map();
  writeFinanceCodes(g);
  writeSalesCodes(g, products);
  writeTicketCodes(g);
  writeHotelCodes(g);
  for (let id = 0; id < options.parties; id += 1) {
    const party = g.population.party(id);
    noteParty(g, party, namesakes);
    const finance = writeFinanceCustomers(g, party);
    const sales = writeSalesCustomers(g, party, finance, salesCustomers);
    const orders = drawOrders(g, party, products);
    const [customer] = sales;
    if (customer !== undefined) {
      const contracts = writeContracts(g, party, customer);
      writeOrders(g, party, sales, contracts, orders);
      writeOpportunities(g, party, customer);
    }
    writeInvoices(g, party, finance, orders);
    writeTickets(g, party, writeTicketUsers(g, party, finance, sales), orders);
    writeGuests(g, party, finance, guests);
  }
  checkInvariants(g.data, g.truth);
  return { data: g.data, truth: g.truth };
}
