import type { SourceKey } from '#core/source-key';
import type { PartyKind, PartyRecord } from './party-record';
import type { Cluster } from './stitch';

/** Fields of the golden record that survive from source records. */
export const GOLDEN_FIELDS = [
  'name',
  'kind',
  'taxNo',
  'phones',
  'email',
  'address',
  'cityCode',
  'industry',
  'level',
  'createdOn',
] as const;
export type GoldenField = (typeof GOLDEN_FIELDS)[number];

/** Where a golden value comes from, and why it won. */
export interface Provenance extends SourceKey {
  readonly field: GoldenField;
  readonly rule: 'SOURCE_RANK' | 'EARLIEST';
}

export interface GoldenRecord {
  readonly name: string | null;
  readonly kind: PartyKind | null;
  readonly taxNo: string | null;
  readonly phones: readonly string[] | null;
  readonly email: string | null;
  readonly address: string | null;
  readonly cityCode: string | null;
  readonly industry: string | null;
  readonly level: string | null;
  readonly createdOn: string | null;
  readonly provenance: readonly Provenance[];
}

/** The books name a customer best, a help desk by what somebody typed; sources not listed come after these. */
const SOURCE_RANK = ['finance', 'sales', 'pms', 'tickets'];
const rankOf = (system: string): number => {
  const rank = SOURCE_RANK.indexOf(system);
  return rank < 0 ? SOURCE_RANK.length : rank;
};
const byRank = (a: PartyRecord, b: PartyRecord): number =>
  rankOf(a.system) - rankOf(b.system) || (a.system < b.system ? -1 : a.system > b.system ? 1 : a.key < b.key ? -1 : 1);

/** Survivorship, first version: each value from the best source that has one; the customer is as old as its oldest record. */
export function survive(cluster: Cluster): GoldenRecord {
  const ranked = cluster.map(({ record }) => record).toSorted(byRank);
  const dated = ranked.filter(({ createdOn }) => createdOn !== null);
  const oldest = dated.toSorted((a, b) => (a.createdOn ?? '').localeCompare(b.createdOn ?? ''))[0];
  const winner = (field: GoldenField): PartyRecord | undefined =>
    field === 'createdOn' ? oldest : ranked.find((record) => record[field] !== null);
  const provenance = GOLDEN_FIELDS.flatMap((field): Provenance[] => {
    const from = winner(field);
    return from ? [{ field, system: from.system, key: from.key, rule: field === 'createdOn' ? 'EARLIEST' : 'SOURCE_RANK' }] : [];
  });
  return {
    name: winner('name')?.name ?? null,
    kind: winner('kind')?.kind ?? null,
    taxNo: winner('taxNo')?.taxNo ?? null,
    phones: winner('phones')?.phones ?? null,
    email: winner('email')?.email ?? null,
    address: winner('address')?.address ?? null,
    cityCode: winner('cityCode')?.cityCode ?? null,
    industry: winner('industry')?.industry ?? null,
    level: winner('level')?.level ?? null,
    createdOn: winner('createdOn')?.createdOn ?? null,
    provenance,
  };
}
