import { defineEntity, p } from '@mikro-orm/core';

/** Random reference of a contract; the pair (system, key) is the contract's source key. */
export const ContractRefEntity = defineEntity({
  name: 'ContractRef',
  tableName: 'contract_ref',
  uniques: [{ properties: ['system', 'key'] }],
  properties: {
    ref: p.string().length(22).primary(),
    system: p.string().length(40),
    key: p.string().length(120).fieldName('source_key'),
  },
});
