import { blockKeys, refinedKeys } from '../../subgraphs/customers/identity/block/block-keys';
import {
  COMPARISONS,
  COMPARISON_NAMES,
  positionOf,
  type ComparisonName,
} from '../../subgraphs/customers/identity/compare/comparison';
import { identifierTerm } from '../../subgraphs/customers/identity/compare/compare-contacts';
import { placeOf } from '../../subgraphs/customers/identity/compare/compare-parties';
import type { NormalParty } from '../../subgraphs/customers/identity/normalise/normalise-party';
import type { Model } from '../../subgraphs/customers/identity/score/calibrate';
import type { KindModel } from '../../subgraphs/customers/identity/score/kind-model';
import type { Bound } from '../../subgraphs/customers/identity/score/score-bounds';

/** Comparisons that `baseline.sql` makes; companies of the generated set show no others. */
const COMPARED = [
  'organisationName',
  'place',
  'identifier',
  'checkedNumber',
  'phone',
  'street',
  'addressLine',
  'streetNumber',
  'locality',
  'postCode',
  'region',
] as const satisfies readonly ComparisonName[];

const columnOf = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** A record as columns, each value with the number of others that have it. */
export function partyRow(party: NormalParty, position: number, { frequencies, commonnessOf }: KindModel): object {
  const { organisation, address } = party;
  const others = (comparison: ComparisonName, value: string): number =>
    frequencies.table.others[positionOf(comparison)]?.get(value) ?? 0;
  const [core, place] = [organisation?.core ?? '', placeOf(party)];
  const { street = '', line2 = '', number = '', locality = '', postCode = '', region = '' } = address ?? {};
  const checked = party.identifiers.filter(({ hard }) => hard);
  return {
    position,
    core,
    core_others: others('organisationName', core),
    brand: organisation?.brand ?? '',
    sound: organisation?.coreSound ?? '',
    stem: organisation?.stem ?? '',
    branch: organisation?.branch ?? '',
    han: organisation?.han ?? false,
    place,
    place_others: others('place', place),
    identifiers: party.identifiers.map((one) => {
      const term = identifierTerm(one);
      return { type: one.type, stem: one.stem, term, others: others('identifier', term) };
    }),
    stems: party.identifiers.map(identifierTerm),
    types: party.identifiers.map(({ type }) => type),
    checked: checked.map(({ type, value }) => `${type} ${value}`),
    checked_types: [...new Set(checked.map(({ type }) => type))],
    checked_terms: checked.map(identifierTerm),
    phones: party.phones.map((one) => ({ number: one, others: others('phone', one) })),
    phone_numbers: party.phones,
    has_own_phone: party.phones.some((one) => commonnessOf('phone', one) < SWITCHBOARD_HOLDERS),
    street,
    street_others: others('street', street),
    line2,
    line2_others: others('addressLine', line2),
    number,
    number_others: others('streetNumber', number),
    locality,
    locality_others: others('locality', locality),
    post_code: postCode,
    post_code_others: others('postCode', postCode),
    region,
    region_others: others('region', region),
  };
}

/** What a phone of so many holders is: see `compare-contacts`. */
const SWITCHBOARD_HOLDERS = 8;

/** The blocks of a record, as a whole match makes them. */
export function blocksOf(party: NormalParty, { blocking, common }: Model): readonly string[] {
  const keys = blockKeys(party, blocking);
  const split = keys.flatMap((key) => (common.has(key) ? refinedKeys(party, key, blocking) : [key]));
  return [...new Set(split.filter((key) => !common.has(key)))];
}

/** Bits of every level; what an equal value weighs is made of m and of how common it is. */
export function weightsRow({ parameters, frequencies }: KindModel, smallest: number): object {
  const scale = Math.max(1, smallest / Math.max(1, frequencies.table.records));
  const of = (name: ComparisonName): object => {
    const position = positionOf(name);
    const [m, u] = [parameters.m[position] ?? [], parameters.u[position] ?? []];
    return {
      m,
      bits: COMPARISONS[name].map((_, level) => Math.log2((m[level] ?? 1) / (u[level] ?? 1))),
      rarity: parameters.rarity[position] ?? 1,
      filled: Math.max((frequencies.table.filled[position] ?? 0) * scale, 2),
    };
  };
  return { prior: parameters.prior, ...Object.fromEntries(COMPARED.map((name) => [columnOf(name), of(name)])) };
}

/** The bounds of a score as SQL: the floors that apply, then the caps. */
export function boundedSql({ floors, caps }: Pick<KindModel['parameters'], 'floors' | 'caps'>): string {
  const known: readonly string[] = COMPARED;
  const shows = ({ position, levels }: Bound['when'][number]): string => {
    const name = COMPARISON_NAMES[position] ?? '';
    return known.includes(name) ? `coalesce(${columnOf(name)} in (${[...levels].join()}), false)` : 'false';
  };
  const applies = ({ when, unless }: Bound): string =>
    [...when.map(shows), ...unless.map((one) => `not ${shows(one)}`)].join(' and ');
  const bound = (sql: string, one: Bound, pick: 'greatest' | 'least'): string =>
    `case when ${applies(one)} then ${pick}(${sql}, ${one.score}) else ${sql} end`;
  const raised = floors.reduce((sql, one) => bound(sql, one, 'greatest'), 'total');
  return caps.reduce((sql, one) => bound(sql, one, 'least'), `(${raised})`);
}
