import { defineEntity, p } from '@mikro-orm/core';
import { SearchTermEntity } from '../search/search-term.entity';
import type { PartyRecord } from './party-record';
import type { GoldenRecord } from './survive';

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
    // A text column: MariaDB guards JSON columns by constraints that the schema comparison then tries to drop.
    golden: p.json<GoldenRecord>().columnType('text'),
  },
});

/** Which customer a source record belongs to. */
export const SourceRecordEntity = defineEntity({
  name: 'SourceRecord',
  tableName: 'source_record',
  indexes: [{ properties: ['customerId'] }],
  properties: {
    system: p.string().length(40).primary(),
    key: p.string().length(120).primary().fieldName('source_key'),
    customerId: p.string().length(40),
    name: p.string().length(200).nullable(),
    matchedBy: p.string().length(20),
    /** The record as it was read last; it stands in while its source is down. */
    record: p.json<PartyRecord>().columnType('text'),
  },
});

/** The id of a customer that was absorbed by another. */
export const CustomerAliasEntity = defineEntity({
  name: 'CustomerAlias',
  tableName: 'customer_alias',
  indexes: [{ properties: ['customerId'] }],
  properties: { id: p.string().length(40).primary(), customerId: p.string().length(40) },
});

/** Secrets and settings of the registry that must survive a restart. */
export const RegistrySettingEntity = defineEntity({
  name: 'RegistrySetting',
  tableName: 'registry_setting',
  properties: { name: p.string().length(40).primary(), value: p.string().length(200) },
});

export const REGISTRY_ENTITIES = [
  CustomerEntity,
  SourceRecordEntity,
  CustomerAliasEntity,
  RegistrySettingEntity,
  SearchTermEntity,
];
