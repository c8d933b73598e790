import type { NormalParty } from '../identity/normalise/normalise-party';
import { spokenName } from '../identity/normalise/normalise-person-name';

/** A rule of thumb to compare with: records with an equal key are one party, and so are records in a row of such. */
export interface Baseline {
  readonly name: string;
  readonly keysOf: (party: NormalParty) => readonly string[];
}

const nameOf = (party: NormalParty): string | null =>
  party.person ? `${party.person.family} ${party.person.given}` : (party.organisation?.stem ?? null);

function exactKeys(party: NormalParty): readonly string[] {
  const name = nameOf(party);
  if (name === null) return [];
  const second = party.kind === 'PERSON' ? (party.birthDate ?? party.phones[0]) : '';
  return second === undefined ? [] : [`${party.kind} ${name} ${second}`];
}

function ruleKeys(party: NormalParty): readonly string[] {
  const name = party.person ? spokenName(party.person) : (party.organisation?.coreSound ?? null);
  const numbers = party.identifiers.map(({ type, stem }) => `${type} ${stem}`);
  if (name === null) return numbers;
  const details = [...party.phones, ...party.emails, ...(party.birthDate === null ? [] : [party.birthDate])];
  return [...numbers, ...details.map((detail) => `${name} ${detail}`)];
}

export const BASELINES: readonly Baseline[] = [
  { name: 'exact name and birth date', keysOf: exactKeys },
  { name: 'rules: number, or name and phone, e-mail or birth date', keysOf: ruleKeys },
];

/** Clusters of records that share a key, as lists of ids. */
export function clusterByKeys(parties: readonly NormalParty[], { keysOf }: Baseline): readonly (readonly string[])[] {
  const clusters = new Map<string, string[]>(parties.map(({ id }) => [id, [id]]));
  const firstWith = new Map<string, string>();
  for (const party of parties) {
    for (const key of keysOf(party)) {
      const first = firstWith.get(key);
      if (first === undefined) firstWith.set(key, party.id);
      else join(clusters, first, party.id);
    }
  }
  return [...new Set(clusters.values())];
}

function join(clusters: Map<string, string[]>, a: string, b: string): void {
  const left = clusters.get(a);
  const right = clusters.get(b);
  if (!left || !right || left === right) return;
  const [into, from] = left.length >= right.length ? [left, right] : [right, left];
  into.push(...from);
  for (const id of from) clusters.set(id, into);
}
