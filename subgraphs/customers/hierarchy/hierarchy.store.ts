import type { EntityManager } from '@mikro-orm/core';
import { sourceKeyText, type SourceKey } from '#core/source-key';
import { inBatches } from '../registry/in-batches';
import { SourceRecordEntity } from '../registry/registry.entity';
import { sourceKeyOf } from '../registry/record-id';
import type { HierarchySource, ParentStatement } from './hierarchy.source';

/** Who names whom as its parent, as the registry keeps it with each record: a merge or its undo moves it with its record. */
export class OwnedHierarchy implements HierarchySource {
  constructor(private readonly fork: () => EntityManager) {}

  async namedBy(records: readonly SourceKey[]): Promise<readonly (ParentStatement | null)[]> {
    const named = new Map<string, string>();
    for (const some of inBatches(records)) {
      const $or = some.map(({ system, key }) => ({ system, key }));
      const rows = await this.fork().find(SourceRecordEntity, { parent: { $ne: null }, $or }, { fields: ['parent'] });
      for (const row of rows) if (row.parent) named.set(sourceKeyText(row), row.parent);
    }
    return records.map(({ system, key }) => {
      const parent = named.get(sourceKeyText({ system, key }));
      return parent === undefined ? null : { record: { system, key }, names: sourceKeyOf(parent) };
    });
  }

  async naming(records: readonly SourceKey[]): ReturnType<HierarchySource['naming']> {
    const naming = new Map<string, (ParentStatement & { readonly customerId: string })[]>();
    for (const some of inBatches(records.map(sourceKeyText))) {
      const rows = await this.fork().find(
        SourceRecordEntity,
        { parent: { $in: [...some] } },
        { fields: ['parent', 'customerId'], orderBy: { customerId: 'asc', system: 'asc', key: 'asc' } },
      );
      for (const { system, key, customerId, parent } of rows) {
        if (!parent) continue;
        const statement = { record: { system, key }, names: sourceKeyOf(parent), customerId };
        const known = naming.get(parent);
        if (known) known.push(statement);
        else naming.set(parent, [statement]);
      }
    }
    return records.map((record) => naming.get(sourceKeyText(record)) ?? []);
  }
}
