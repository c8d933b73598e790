import { defineEntity, p } from '@mikro-orm/core';
import type { Conflict } from '../identity/cluster/guards';
import { SearchTermEntity } from '../search/search-term.entity';
import type { SeenVersion } from '../customer/customer-version';
import type { EarlierParty } from './earlier-party';
import type { GoldenRecord } from './golden-record';
import type { MatchEvidence } from './match-evidence';
import type { PartyRecord } from './party-record';

/** A customer of the registry; `golden` is computed anew whenever its records change. */
export const CustomerEntity = defineEntity({
  name: 'Customer',
  tableName: 'customer',
  properties: {
    id: p.string().length(40).primary(),
    pseudonym: p.string().length(32).unique(),
    name: p.string().length(200).nullable().index(),
    /** Changes when what the customer can be found by does; null before it was indexed first. */
    searchHash: p.string().length(64).nullable(),
    /** Equal for equal content: what a person decided on has not changed while it is the same. */
    version: p.string().length(32).nullable(),
    // A text column: MariaDB guards JSON columns by constraints that the schema comparison then tries to drop.
    golden: p.json<GoldenRecord>().columnType('mediumtext'),
  },
});

/** What customers were before they changed: hashes of their values and the ids of their records. */
export const CustomerVersionEntity = defineEntity({
  name: 'CustomerVersion',
  tableName: 'customer_version',
  properties: {
    customerId: p.string().length(40).primary(),
    version: p.string().length(32).primary(),
    content: p.json<SeenVersion>().columnType('mediumtext'),
  },
});

/** Which customer a source record belongs to. */
export const SourceRecordEntity = defineEntity({
  name: 'SourceRecord',
  tableName: 'source_record',
  indexes: [{ properties: ['customerId'] }, { properties: ['owner', 'customerId'] }, { properties: ['parent', 'customerId'] }],
  properties: {
    system: p.string().length(40).primary(),
    key: p.string().length(120).primary().fieldName('source_key'),
    customerId: p.string().length(40),
    /** The customer it was given to first; when it comes out of a merge it brings this id back. */
    homeId: p.string().length(40).nullable(),
    name: p.string().length(200).nullable(),
    matchedBy: p.string().length(20),
    /** The record as it was read last; it stands in while its source is down. */
    record: p.json<PartyRecord>().columnType('mediumtext'),
    /** When it was first read as it is, ISO instant. */
    observedAt: p.string().length(30).nullable(),
    /** Whom it was about before. */
    earlier: p.json<readonly EarlierParty[]>().columnType('mediumtext').nullable(),
    evidence: p.json<MatchEvidence>().columnType('mediumtext').nullable(),
    /** Numbers of its contracts, for the search. */
    contracts: p.json<readonly string[]>().columnType('mediumtext').nullable(),
    /** The employee responsible for it, `system key`. */
    owner: p.string().length(170).nullable(),
    /** The record of the party above it, `system key`. */
    parent: p.string().length(170).nullable(),
    /** Tells without the record whether it is as a source says. */
    rowHash: p.string().length(32).nullable(),
  },
});

/** The id of a customer that was absorbed by another. */
export const CustomerAliasEntity = defineEntity({
  name: 'CustomerAlias',
  tableName: 'customer_alias',
  indexes: [{ properties: ['customerId'] }],
  properties: { id: p.string().length(40).primary(), customerId: p.string().length(40) },
});

/** Two records that may be one party, by their ids (`system key`). */
export const MatchPairEntity = defineEntity({
  name: 'MatchPair',
  tableName: 'match_pair',
  indexes: [{ properties: ['b'] }],
  properties: {
    a: p.string().length(170).primary(),
    b: p.string().length(170).primary(),
    score: p.double(),
    conflict: p.string().length(30).nullable().$type<Conflict>(),
  },
});

/** What the weights were fitted to the records with, in pieces that fit a text column. */
export const IdentityModelEntity = defineEntity({
  name: 'IdentityModel',
  tableName: 'identity_model',
  properties: {
    part: p.integer().unsigned().primary().autoincrement(false),
    version: p.string().length(40),
    content: p.text(),
  },
});

/** Secrets and settings of the registry that must survive a restart. */
export const RegistrySettingEntity = defineEntity({
  name: 'RegistrySetting',
  tableName: 'registry_setting',
  properties: { name: p.string().length(40).primary(), value: p.string().length(200) },
});

export const REGISTRY_ENTITIES = [
  CustomerEntity,
  CustomerVersionEntity,
  SourceRecordEntity,
  CustomerAliasEntity,
  MatchPairEntity,
  IdentityModelEntity,
  RegistrySettingEntity,
  SearchTermEntity,
];
