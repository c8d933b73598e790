import { unixTime } from '../calendar';
import { type Generation } from '../generation';
import { fullName } from '../party';
import { drawRecord, linkRecord } from '../party-record';
import { type Party } from '../population';
import { type SalesCustomer } from '../sales/customers';
import { customerCode } from './customer-code';

export interface TicketUser {
  readonly id: number;
  readonly name: string;
  readonly phone: string;
  readonly company: string;
}

/** Help-desk users of a party. An organisation's user is a person who writes the company's name beside the own one. */
export function writeTicketUsers(
  g: Generation,
  party: Party,
  finance: readonly string[],
  sales: readonly SalesCustomer[],
): readonly TicketUser[] {
  const users: TicketUser[] = [];
  for (let copy = 0; copy < party.records.tickets; copy += 1) {
    const record = drawRecord(g, party, 'tickets', copy);
    const random = record.random;
    const user: TicketUser = {
      id: g.next('hd_user'),
      name: party.kind === 'O' ? fullName(party.contact) : record.name,
      phone: record.phone,
      company: party.kind === 'O' ? record.name : '',
    };
    g.data.add('tickets', 'hd_user', {
      uid: user.id,
      uname: user.name,
      mobile: user.phone,
      email: random.chance(0.5) || party.keyAccount ? party.email : '',
      company: user.company,
      cust_code: party.keyAccount && copy === 0 ? (finance[0] ?? '') : customerCode(random, finance, sales),
      vip: party.keyAccount ? 1 : 0,
      regtime: unixTime(record.createdOn, random.int(28_800, 72_000)),
      lasttime: unixTime(record.changedOn, random.int(28_800, 72_000)),
      status: record.deleted ? 0 : 1,
    });
    linkRecord(g, party, 'tickets', String(user.id), record);
    users.push(user);
  }
  return users;
}
