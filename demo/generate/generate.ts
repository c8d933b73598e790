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

export interface GenerateOptions {
  readonly parties: number;
  readonly seed: number;
}

export interface Generated {
  readonly data: Dataset;
  readonly truth: GroundTruth;
}

function noteParty(g: Generation, party: Party): void {
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
  if (party.employer !== null) g.truth.relations.push({ party: party.id, relation: 'EMPLOYEE_OF', to: party.employer });
}

/** Writes all legacy tables and their ground truth in memory. Deterministic: the same seed gives the same rows. */
export function generate(options: GenerateOptions): Generated {
  const g = new Generation(options.seed);
  const products = drawProducts(g);
  const salesCustomers: SalesCustomers = new Map();
  writeFinanceCodes(g);
  writeSalesCodes(g, products);
  for (let id = 0; id < options.parties; id += 1) {
    const party = g.population.party(id);
    noteParty(g, party);
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
  }
  checkInvariants(g.data, g.truth);
  return { data: g.data, truth: g.truth };
}
