import { hardFactsOf, shareCheckedNumber } from '../cluster/guards';
import type { MatchIndex } from '../match-index';
import { spokenName, type PersonName } from '../normalise/normalise-person-name';
import type { NormalParty } from '../normalise/normalise-party';
import { isAnotherParty } from './another-party';

/**
 * TWO_NAMES: a record names two persons; TWO_NUMBERS: records of one customer have checked numbers of two parties;
 * POINTS_TO_ANOTHER: a record refers to a record of another customer that nothing else speaks for; ALTERNATES: a record is about one party, then
 * about another, and again about the first.
 */
export const MIXED_REASONS = ['TWO_NAMES', 'TWO_NUMBERS', 'POINTS_TO_ANOTHER', 'ALTERNATES'] as const;
export type MixedReason = (typeof MIXED_REASONS)[number];

/** One of the parties that one file holds. */
export interface MixedParty {
  /** The name or number that tells it from the others; null where only its records do, or the number is a person's. */
  readonly says: string | null;
  /** Ids of the records that speak for it. */
  readonly records: readonly string[];
}

/** One file with more than one party, and how it could be taken apart. */
export interface MixedFile {
  readonly reason: MixedReason;
  /** Id of the record that shows it. */
  readonly record: string;
  /** The party that the customer is first. */
  readonly parties: readonly MixedParty[];
  /** Ids of the records to take out of the customer; none where one record holds it all: its system has to part it. */
  readonly leaving: readonly string[];
}

type Cluster = readonly NormalParty[];

const idsOf = (records: Cluster): readonly string[] => records.map(({ id }) => id);

/** Every file that shows more than one party, in the order of the records that show it. */
export function findMixedFiles(index: MatchIndex): readonly MixedFile[] {
  return index
    .clusters()
    .flatMap((cluster) => [
      ...twoNames(cluster),
      ...twoNumbers(cluster),
      ...pointsToAnother(cluster, index),
      ...alternates(cluster),
    ])
    .sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));
}

/** Orders findings; no two have the same. */
export const placeOf = ({ record, reason }: MixedFile): string => `${record}|${reason}`;

function twoNames(cluster: Cluster): readonly MixedFile[] {
  return cluster.flatMap((record): MixedFile[] => {
    const { person, companions } = record;
    if (person === null || companions.length === 0) return [];
    const speakFor = (name: PersonName): Cluster => cluster.filter((one) => one.companions.length === 0 && isNamed(one, name));
    const others = companions.map((name) => ({ name, records: speakFor(name) }));
    return [
      {
        reason: 'TWO_NAMES',
        record: record.id,
        parties: [
          { says: textOf(person), records: idsOf([record, ...speakFor(person)]) },
          ...others.map(({ name, records }) => ({ says: textOf(name), records: idsOf([record, ...records]) })),
        ],
        leaving: idsOf(others.flatMap(({ records }) => records.filter((one) => !isNamed(one, person)))),
      },
    ];
  });
}

const textOf = ({ family, given, joined }: PersonName): string => (joined !== '' ? joined : family + given);

const isNamed = ({ person }: NormalParty, name: PersonName): boolean =>
  person !== null && spokenName(person) === spokenName(name) && spokenName(name) !== '';

/** Only a decision holds two checked numbers together; what it joined may have become another party since. */
function twoNumbers(cluster: Cluster): readonly MixedFile[] {
  if (cluster.length < 2) return [];
  const types = new Set(cluster.flatMap(({ identifiers }) => identifiers.flatMap(({ type, hard }) => (hard ? [type] : []))));
  return [...types].sort().flatMap((type): MixedFile[] => {
    const groups = new Map<string, NormalParty[]>();
    for (const record of cluster) {
      for (const stem of hardFactsOf(record).identifiers.get(type) ?? []) groups.set(stem, [...(groups.get(stem) ?? []), record]);
    }
    const [first, ...others] = [...groups.values()].sort((a, b) => b.length - a.length || (firstId(a) < firstId(b) ? -1 : 1));
    const last = others.at(-1);
    if (!first || !last) return [];
    const parties = [first, ...others].map((records) => ({ says: numberOf(records, type), records: idsOf(records) }));
    return [{ reason: 'TWO_NUMBERS', record: firstId(last), parties, leaving: idsOf(last) }];
  });
}

const firstId = ([first]: Cluster): string => first?.id ?? '';

/** A personal number is known by its hash only, which tells nobody anything. */
function numberOf([first]: Cluster, type: string): string | null {
  if (type === 'residentId') return null;
  return first?.identifiers.find((one) => one.type === type && one.hard)?.value ?? null;
}

function pointsToAnother(cluster: Cluster, index: MatchIndex): readonly MixedFile[] {
  return cluster.flatMap((record) =>
    record.sameAs.flatMap((target): MixedFile[] => {
      const other = index.clusterOfRecord(target);
      if (other.length === 0 || other === cluster || index.areDecidedApart(cluster, other)) return [];
      const theirs = new Set(idsOf(other));
      const isLike = index
        .pairsOf(record.id)
        .some(({ a, b, conflict }) => conflict === null && theirs.has(a.id === record.id ? b.id : a.id));
      if (isLike) return [];
      const parties = [cluster, other].map((records) => ({ says: null, records: idsOf(records) }));
      return [{ reason: 'POINTS_TO_ANOTHER', record: record.id, parties, leaving: [] }];
    }),
  );
}

/** A record that was once about another party may have been given away; one that comes back to the first is used for both. */
function alternates(cluster: Cluster): readonly MixedFile[] {
  return cluster.flatMap((record): MixedFile[] => {
    const { earlier = [] } = record;
    const other = earlier.findLast((party) => isAnotherParty(party, record));
    if (!other) return [];
    const isBack = earlier.slice(0, earlier.lastIndexOf(other)).some((party) => isSaidAlike(party, record));
    if (!isBack) return [];
    const speakFor = (party: NormalParty): Cluster => cluster.filter((one) => one !== record && isSaidAlike(one, party));
    const [own, others] = [speakFor(record), speakFor(other)];
    return [
      {
        reason: 'ALTERNATES',
        record: record.id,
        parties: [
          { says: saysOf(record), records: idsOf([record, ...own]) },
          { says: saysOf(other), records: idsOf([record, ...others]) },
        ],
        leaving: idsOf(others.filter((one) => !own.includes(one))),
      },
    ];
  });
}

/** A checked number or the whole name is the same. */
function isSaidAlike(a: NormalParty, b: NormalParty): boolean {
  if (shareCheckedNumber(hardFactsOf(a), hardFactsOf(b))) return true;
  if (a.person && b.person) return isNamed(a, b.person);
  return (
    a.organisation !== null &&
    b.organisation !== null &&
    a.organisation.stem === b.organisation.stem &&
    a.organisation.stem !== ''
  );
}

const saysOf = ({ person, organisation }: NormalParty): string | null => (person ? textOf(person) : (organisation?.core ?? null));
