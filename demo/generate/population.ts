import { type System } from '../ddl/table-definition';
import { branchOf, drawOrganisation, drawPerson, type Identity, type Organisation, type Person } from './party';
import { Random } from './random';
import { NEIGHBOURHOOD } from './recent';

/** Every fortieth party is an organisation that all four systems know well; the three after it work for it. */
const KEY_ACCOUNT_EVERY = 40;
const KEY_ACCOUNT_STAFF = 3;

export type PayerClass = 'GOOD' | 'SLOW' | 'BAD' | 'NEVER';
export type Currency = 'RMB' | 'USD' | 'HKD' | 'EUR';

interface Behaviour {
  /** Activity: how much the party buys, asks and travels compared with others. */
  readonly weight: number;
  readonly payer: PayerClass;
  readonly currency: Currency;
  readonly terms: string;
  /** A customer since before the systems were replaced: some of its oldest orders are still there. */
  readonly longStanding: boolean;
}

interface Dealings extends Behaviour {
  readonly keyAccount: boolean;
  readonly parent: number | null;
  readonly employer: number | null;
  /** Shares one guest profile with this party. */
  readonly spouse: number | null;
  /** The mobile number was another party's before. */
  readonly recycledFrom: number | null;
  /** How many records of the party each system has; more than one is a duplicate. */
  readonly records: Readonly<Record<System, number>>;
}

export type Party = (Organisation & Dealings) | (Person & Dealings);

const PRESENCE = {
  O: { finance: 0.85, sales: 0.97, tickets: 0.45, pms: 0.25 },
  P: { finance: 0.25, sales: 0.45, tickets: 0.45, pms: 0.8 },
} as const;
const DUPLICATES = { finance: 0.04, sales: 0.09, tickets: 0.18, pms: 0.22 } as const;

export function isKeyAccount(id: number): boolean {
  return id % KEY_ACCOUNT_EVERY === 0;
}

function keyAccountOf(id: number): number | null {
  const offset = id % KEY_ACCOUNT_EVERY;
  return offset > 0 && offset <= KEY_ACCOUNT_STAFF ? id - offset : null;
}

/** All parties of a seed. Party `id` depends on the seed and on parties before it, never on how many are generated. */
export class Population {
  constructor(readonly seed: number) {}

  party(id: number): Party {
    const random = new Random(this.seed, 'dealings', id);
    const keyAccount = isKeyAccount(id);
    const identity = this.identity(id);
    const parent = identity.kind === 'O' && !keyAccount && random.chance(0.075) ? this.earlierOrganisation(random, id) : null;
    const dealings: Dealings = {
      keyAccount,
      ...drawBehaviour(random, identity.kind, keyAccount),
      parent: parent?.id ?? null,
      employer: identity.kind === 'P' ? this.employer(random, id) : null,
      records: drawRecords(random, identity.kind, keyAccount || keyAccountOf(id) !== null ? id : null),
      spouse: identity.kind === 'P' && random.chance(0.027) ? this.earlierPerson(random, id) : null,
      recycledFrom: identity.kind === 'P' && random.chance(0.022) ? this.earlierPerson(random, id) : null,
    };
    if (identity.kind === 'P') {
      const former = dealings.recycledFrom === null ? identity : this.identity(dealings.recycledFrom);
      return { ...identity, mobile: former.mobile, ...dealings };
    }
    return parent === null ? { ...identity, ...dealings } : { ...branchOf(parent, identity), ...dealings };
  }

  identity(id: number): Identity {
    const random = new Random(this.seed, 'identity', id);
    const organisation = random.chance(0.55);
    if (isKeyAccount(id)) return drawOrganisation(random, id);
    return organisation && keyAccountOf(id) === null ? drawOrganisation(random, id) : drawPerson(random, id);
  }

  /** About half of the parties are organisations, so about half of the tries find none. */
  private earlierOrganisation(random: Random, id: number): Organisation | null {
    const earlier = earlierParty(random, id);
    const identity = earlier === null ? null : this.identity(earlier);
    return identity?.kind === 'O' ? identity : null;
  }

  /** Fewer than half of the parties are persons, so more than half of the tries find none. */
  private earlierPerson(random: Random, id: number): number | null {
    const earlier = earlierParty(random, id);
    return earlier !== null && this.identity(earlier).kind === 'P' ? earlier : null;
  }

  /** A person's employer is an organisation the hotels know. */
  private employer(random: Random, id: number): number | null {
    const account = keyAccountOf(id);
    if (account !== null) return account;
    if (!random.chance(0.5)) return null;
    for (let attempt = 0; attempt < 4; attempt += 1) {
      const candidate = earlierParty(random, id);
      if (candidate === null || this.identity(candidate).kind !== 'O') continue;
      if (this.party(candidate).records.pms > 0) return candidate;
    }
    return null;
  }
}

function earlierParty(random: Random, id: number): number | null {
  const back = 1 + Math.floor(random.next() * Math.min(id, NEIGHBOURHOOD));
  return id === 0 ? null : id - back;
}

function drawBehaviour(random: Random, kind: 'O' | 'P', keyAccount: boolean): Behaviour {
  const weight = random.pareto(1.16, 0.22, 400);
  return {
    weight: keyAccount ? Math.max(4, Math.min(12, weight)) : weight,
    payer: random.weighted([
      ['GOOD', keyAccount ? 80 : 60],
      ['SLOW', keyAccount ? 20 : 28],
      ['BAD', keyAccount ? 0 : 9],
      ['NEVER', keyAccount ? 0 : 3],
    ]),
    currency: kind === 'O' && !keyAccount && random.chance(0.1) ? random.pick(['USD', 'HKD', 'EUR'] as const) : 'RMB',
    terms: random.weighted([
      ['N30', 40],
      ['N60', 20],
      ['N45', 10],
      ['N90', 10],
      ['N15', 8],
      ['EOM', 7],
      ['D20', 5],
    ]),
    longStanding: kind === 'O' && !keyAccount && random.chance(0.05),
  };
}

function drawRecords(random: Random, kind: 'O' | 'P', forced: number | null): Dealings['records'] {
  const count = (system: System): number => {
    const present = random.chance(PRESENCE[kind][system]);
    const copies = random.chance(DUPLICATES[system]) ? (random.chance(0.15) ? 3 : 2) : 1;
    const always = forced !== null && (isKeyAccount(forced) || system === 'pms');
    return present || always ? copies : 0;
  };
  return { finance: count('finance'), sales: count('sales'), tickets: count('tickets'), pms: count('pms') };
}
