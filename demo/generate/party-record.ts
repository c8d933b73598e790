import { type System } from '../ddl/table-definition';
import { AS_OF_DAY, type Day, FIRST_DAY } from './calendar';
import { type Generation } from './generation';
import { type Typed, typedName, typedPhone, typedTaxNo } from './noise';
import { type Party } from './population';
import { type Random } from './random';

/** Numbers that stand in many records: a switchboard, a front desk, a placeholder. */
const SHARED_PHONES = ['4001000100', '0571-10000000', '13000000000'] as const;
const SYSTEM_TABLE = { finance: 'AR_CUST', sales: 't_Cust', tickets: 'hd_user', pms: 'guest' } as const satisfies Record<
  System,
  string
>;

/** How one record of a party was typed into one system. */
export interface PartyRecord {
  readonly random: Random;
  readonly name: string;
  readonly phone: string;
  readonly taxNo: string;
  readonly createdOn: Day;
  readonly changedOn: Day;
  readonly deleted: boolean;
  readonly errors: readonly string[];
}

/**
 * Draws the `copy`-th record of a party in a system. The first record of a key account is written without a mistake in every
 * system, so that its hard keys link.
 */
export function drawRecord(g: Generation, party: Party, system: System, copy: number): PartyRecord {
  const random = g.random(`record/${system}/${copy}`, party.id);
  const careful = party.keyAccount && copy === 0;
  const name = typedName(random, party);
  const phone = typedPhone(random, party.mobile, party.landline);
  const taxNo: Typed =
    party.kind === 'O' ? typedTaxNo(random, party.taxNo, system === 'finance' ? 0.15 : 0.4) : { text: '', error: '' };
  const sharedPhone = random.chance(0.03) ? random.pick(SHARED_PHONES) : null;
  const createdOn = random.int(FIRST_DAY - 1500, FIRST_DAY - 1);
  const changedOn = random.chance(0.4) ? random.int(FIRST_DAY, AS_OF_DAY) : createdOn;
  const deleted = random.chance(0.015);
  if (careful) {
    const clean = { name: party.name, phone: party.mobile, taxNo: party.kind === 'O' ? party.taxNo : '' };
    return { random, ...clean, createdOn, changedOn, deleted: false, errors: [] };
  }
  const errors = [name.error, sharedPhone === null ? phone.error : 'PHONE_SHARED', taxNo.error, copy > 0 ? 'DUPLICATE' : ''];
  return {
    random,
    name: name.text,
    phone: sharedPhone ?? phone.text,
    taxNo: taxNo.text,
    createdOn,
    changedOn,
    deleted,
    errors: [...errors, deleted ? 'SOFT_DELETED' : ''].filter((error) => error !== ''),
  };
}

/** Notes whose record this is; `key` is the canonical key. */
export function linkRecord(g: Generation, party: Party, system: System, key: string, record: PartyRecord): void {
  g.link(system, SYSTEM_TABLE[system], key, party.id, record.errors);
  if (record.deleted) g.truth.fault(system, SYSTEM_TABLE[system], key, 'SOFT_DELETED');
}
