import type { Party } from '../subgraphs/customers/identity/party';
import { companyRecords } from '../subgraphs/customers/identity-command/companies/company-set';

/** Seeds from 100 up are for evaluation only. */
const SEED = 101;
/** A group of the company set has at least about this many records. */
const RECORDS_PER_GROUP = 4.5;
const RECORDS_OF_LIST = 500;

/** So many records of generated companies. */
export function* companies(count: number): Generator<Party> {
  let given = 0;
  for (const { party } of companyRecords(SEED, Math.ceil(count / RECORDS_PER_GROUP) + 1)) {
    if (given === count) return;
    given += 1;
    yield party;
  }
}

export function* companyLists(count: number): Generator<readonly Party[]> {
  let list: Party[] = [];
  for (const party of companies(count)) {
    list.push(party);
    if (list.length < RECORDS_OF_LIST) continue;
    yield list;
    list = [];
  }
  if (list.length > 0) yield list;
}
