import { ArgsType, Directive, Field, Int, ObjectType, type ClassType } from 'type-graphql';
import { BadUserInputError } from '#core/errors';
import type { Page } from '#core/page';

/** Rows of one list page that a caller may ask for: 100, and 1000 for the bulk lists of BI tools. */
export const MAX_PAGE_SIZE = 100;

@Directive('@shareable')
@ObjectType('PageInfo', { description: 'Where a page ends and whether more follows (分页信息).', simpleResolvers: true })
export class PageInfoType {
  @Field(() => Boolean, { description: 'More rows follow this page (有下一页).' })
  readonly hasNextPage!: boolean;

  @Field(() => String, { nullable: true, description: 'Cursor of the last row; pass it as "after" (末行游标).' })
  readonly endCursor!: string | null;
}

@ArgsType()
export class PageArgs {
  @Field(() => Int, { defaultValue: 20, description: 'Rows to return, 1 to 100 (返回行数).' })
  readonly first!: number;

  @Field(() => String, { nullable: true, description: 'Cursor of the row to continue after (起始游标).' })
  readonly after?: string | null;
}

/** Refuses page sizes outside 1..max; called by every list resolver before it reads. */
export function pageSize(first: number, max = MAX_PAGE_SIZE): number {
  if (Number.isInteger(first) && first >= 1 && first <= max) return first;
  throw new BadUserInputError(`"first" is ${first}; ask for 1 to ${max} rows and continue with "after".`, { first, max });
}

/** What a connection resolver returns; `totalCount` is only computed when a client asks for it. */
export interface Connection<T> {
  readonly nodes: readonly T[];
  readonly edges: readonly { readonly cursor: string; readonly node: T }[];
  readonly pageInfo: PageInfoType;
  readonly totalCount?: () => Promise<number>;
}

export function toConnection<T>(page: Page<T>, totalCount?: () => Promise<number>): Connection<T> {
  return {
    nodes: page.rows,
    edges: page.rows.map((node, i) => ({ cursor: page.cursors[i] ?? '', node })),
    pageInfo: { hasNextPage: page.hasNextPage, endCursor: page.cursors.at(-1) ?? null },
    ...(totalCount && { totalCount }),
  };
}

/**
 * The Relay connection of one node type; lives only in the subgraph that owns the type.
 * @param term what the rows are, in English and Chinese, for the descriptions: `['contracts', '合同']`
 * @param counted whether it tells the rows of the whole list
 */
export function connectionType<T extends object>(
  name: string,
  node: () => ClassType<T>,
  [english, chinese]: readonly [string, string],
  { counted = true }: { readonly counted?: boolean } = {},
): ClassType {
  @ObjectType(`${name}Edge`, { description: `One of the ${english} with its cursor (${chinese}项).`, simpleResolvers: true })
  class Edge {
    @Field(() => String, { description: 'Continues after this row (游标).' })
    readonly cursor!: string;

    @Field(() => node(), { description: `The row (${chinese}).` })
    readonly node!: T;
  }

  @ObjectType(`${name}Connection`, { description: `A page of ${english} (${chinese}列表).`, simpleResolvers: true })
  class ConnectionType {
    @Field(() => [node()], { description: `The rows of this page (${chinese}).` })
    readonly nodes!: readonly T[];

    @Field(() => [Edge], { description: `The rows with their cursors (${chinese}项).` })
    readonly edges!: readonly Edge[];

    @Field(() => PageInfoType, { description: 'Where this page ends (分页信息).' })
    readonly pageInfo!: PageInfoType;

    readonly totalCount?: number;
  }
  const description = 'Rows in the whole list; costs one more statement when asked (总数).';
  if (counted) Field(() => Int, { nullable: true, description })(ConnectionType.prototype, 'totalCount');
  return ConnectionType;
}
