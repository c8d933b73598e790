import type { EntityManager } from '@mikro-orm/core';
import { randomBytes } from 'node:crypto';
import { sourceKeyText, type SourceKey } from '#core/source-key';
import type { ContractRefs } from './contract-ref.source';
import { ContractRefEntity } from './contract-ref.entity';

const bySourceKey = (keys: readonly SourceKey[]): { $or: { system: string; key: { $in: string[] } }[] } => {
  const bySystem = new Map<string, string[]>();
  for (const { system, key } of keys) bySystem.set(system, [...(bySystem.get(system) ?? []), key]);
  return { $or: [...bySystem].map(([system, list]) => ({ system, key: { $in: list } })) };
};

/** Contract references in the owned store of the sales subgraph. */
export function contractRefStore(fork: () => EntityManager): ContractRefs {
  const read = async (em: EntityManager, contracts: readonly SourceKey[]): Promise<Map<string, string>> => {
    const rows = await em.find(ContractRefEntity, bySourceKey(contracts));
    return new Map(rows.map((row) => [sourceKeyText(row), row.ref]));
  };
  return {
    async refsOf(contracts) {
      const em = fork();
      let refs = await read(em, contracts);
      const missing = contracts.filter((contract) => !refs.has(sourceKeyText(contract)));
      if (missing.length > 0) {
        const rows = missing.map(({ system, key }) => ({ ref: randomBytes(16).toString('base64url'), system, key }));
        // Two requests may allot at once: the first one wins, both read what was stored.
        await em.upsertMany(ContractRefEntity, rows, { onConflictFields: ['system', 'key'], onConflictAction: 'ignore' });
        refs = await read(fork(), contracts);
      }
      return contracts.map((contract) => {
        const ref = refs.get(sourceKeyText(contract));
        if (!ref) throw new Error('A contract reference that was just stored is gone');
        return ref;
      });
    },
    async contractsOf(refs) {
      const rows = await fork().find(ContractRefEntity, { ref: { $in: [...refs] } });
      const contracts = new Map(rows.map((row) => [row.ref, { system: row.system, key: row.key }]));
      return refs.map((ref) => contracts.get(ref) ?? null);
    },
  };
}
