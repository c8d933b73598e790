import { z } from 'zod';
import { ListCursor } from '#core/list-cursor';
import type { Page } from '#core/page';
import { sourceKeyText, type SourceKey } from '#core/source-key';
import type { Customer } from '../customer/customer';
import type { ParentStatement } from './hierarchy.source';

/** A customer above or below another one, with every record that says so. */
export interface CustomerRelation {
  readonly customer: Customer;
  readonly statements: readonly ParentStatement[];
}

/** The customer that a record belongs to, for whoever asks; null when the record is not shown. */
export type CustomerOf = (record: SourceKey) => Promise<Customer | null>;

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const orderOf = ({ record, names }: ParentStatement): string => `${sourceKeyText(record)} ${sourceKeyText(names)}`;

/** Statements by the customer at their other end. A customer is never above itself: what its records say of each other is merged. */
async function relationsOf(
  self: Customer,
  statements: readonly ParentStatement[],
  otherEnd: (statement: ParentStatement) => SourceKey,
  customerOf: CustomerOf,
): Promise<readonly CustomerRelation[]> {
  const ends = await Promise.all(statements.map((statement) => customerOf(otherEnd(statement))));
  const found = new Map<string, { customer: Customer; statements: ParentStatement[] }>();
  for (const [i, statement] of statements.entries()) {
    const customer = ends[i];
    if (!customer || customer.id === self.id) continue;
    const known = found.get(customer.id);
    if (known) known.statements.push(statement);
    else found.set(customer.id, { customer, statements: [statement] });
  }
  for (const relation of found.values()) relation.statements.sort((a, b) => byText(orderOf(a), orderOf(b)));
  return [...found.values()];
}

/**
 * The customers that the records of a customer name as their parent: the one that most of them name first, and of equals the
 * one that the first record names.
 */
export async function parentsOf(
  self: Customer,
  statements: readonly ParentStatement[],
  customerOf: CustomerOf,
): Promise<readonly CustomerRelation[]> {
  const parents = await relationsOf(self, statements, ({ names }) => names, customerOf);
  const first = ({ statements: [statement] }: CustomerRelation): string => (statement ? orderOf(statement) : '');
  return parents.toSorted((a, b) => b.statements.length - a.statements.length || byText(first(a), first(b)));
}

type Named = ParentStatement & { readonly customerId: string };

/** Statements of so many customers are looked up at once. */
const LOOKED_UP = 50;

/** The customers whose records name a record of this one, in the order of their ids; those that are not shown are left out. */
export async function* branchesOf(
  self: Customer,
  statements: readonly Named[],
  after: string,
  customerOf: CustomerOf,
): AsyncGenerator<CustomerRelation> {
  const groups = new Map<string, ParentStatement[]>();
  for (const { customerId, record, names } of statements.toSorted((a, b) => byText(a.customerId, b.customerId))) {
    if (customerId <= after) continue;
    const known = groups.get(customerId);
    if (known) known.push({ record, names });
    else groups.set(customerId, [{ record, names }]);
  }
  const all = [...groups.values()];
  for (let from = 0; from < all.length; from += LOOKED_UP) {
    const some = all.slice(from, from + LOOKED_UP).flat();
    const relations = await relationsOf(self, some, ({ record }) => record, customerOf);
    yield* relations.toSorted((a, b) => byText(a.customer.id, b.customer.id));
  }
}

/** The first of the branches, and whether more follow. */
export async function firstBranches(branches: AsyncIterable<CustomerRelation>, first: number): Promise<Page<CustomerRelation>> {
  const rows: CustomerRelation[] = [];
  let hasNextPage = false;
  for await (const branch of branches) {
    hasNextPage = rows.length === first;
    if (hasNextPage) break;
    rows.push(branch);
  }
  return { rows, cursors: rows.map(({ customer }) => CURSORS.write({ id: customer.id })), hasNextPage };
}

const CURSORS = new ListCursor('branches', { id: z.string() });

/** The id of the customer to go on after. @throws BadCursorError */
export const readBranchCursor = (cursor: string | null): string => (cursor === null ? '' : CURSORS.read(cursor).id);
