import type { SourceKey } from '#core/source-key';

/** A record that names another one as the party above its own. */
export interface ParentStatement {
  readonly record: SourceKey;
  readonly names: SourceKey;
}

/** Port to what records say about who stands above whom. It knows nothing of who may see them. */
export interface HierarchySource {
  /** What each record names as its parent, or null. */
  namedBy(records: readonly SourceKey[]): Promise<readonly (ParentStatement | null)[]>;
  /** For each record those that name it as their parent, in the order of the customers they belong to. */
  naming(records: readonly SourceKey[]): Promise<readonly (readonly (ParentStatement & { readonly customerId: string })[])[]>;
}
