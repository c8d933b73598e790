import { SHOWN_FIELDS, type ShownField } from './shown-fields';

/** A record of the customer that is looked at. */
export interface CustomerKey {
  readonly system: string;
  readonly key: string;
}

/** Sends an operation as the demo person of a role and gives the body of the answer. */
export type AskAs = (role: string, query: string, variables: object) => Promise<unknown>;

/** What a role was answered: a value as text, nothing behind a right that it has, or no right. */
export type Cell =
  | { readonly kind: 'VALUE'; readonly text: string }
  /** There is no such value, or its source does not tell it. */
  | { readonly kind: 'EMPTY' }
  /** The role may not read the field. */
  | { readonly kind: 'REFUSED' }
  /** The field does not exist for the audience of the role. */
  | { readonly kind: 'UNKNOWN' };

/**
 * One row per field: the same customer as each role gets it, asked field by field. The first role must see the record that names the customer;
 * others may see it by other records.
 * @throws Error when the graph fails in another way
 */
export async function askAsRoles(
  ask: AskAs,
  roles: readonly string[],
  customer: CustomerKey,
): Promise<ReadonlyMap<string, readonly Cell[]>> {
  const id = await idOf(ask, roles[0] ?? '', customer);
  const rows = new Map<string, readonly Cell[]>();
  for (const field of SHOWN_FIELDS) {
    const cells: Cell[] = [];
    for (const role of roles)
      cells.push(cellOf(await ask(role, queryOf(field), field.root ? {} : { id }), `${field.name} as ${role}`));
    rows.set(field.name, cells);
  }
  return rows;
}

function queryOf({ selection, root }: ShownField): string {
  return root ? `{ ${selection} }` : `query ($id: ID!) { customer(id: $id) { ${selection} } }`;
}

async function idOf(ask: AskAs, role: string, customer: CustomerKey): Promise<string> {
  const query = 'query ($system: String!, $key: String!) { customerBySource(system: $system, key: $key) { id } }';
  const cell = cellOf(await ask(role, query, customer), `The customer as ${role}`);
  if (cell.kind !== 'VALUE') throw new Error(`${role} sees no customer with the record ${customer.system}:${customer.key}`);
  return cell.text;
}

const UNKNOWN_CODES = ['GRAPHQL_VALIDATION_FAILED', 'DOCUMENT_REQUIRED'];

interface Body {
  readonly data?: unknown;
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[];
}

function cellOf(answer: unknown, asked: string): Cell {
  const { data, errors = [] } = answer as Body;
  const codes = errors.map(({ extensions }) => extensions?.code ?? '');
  if (codes.includes('FORBIDDEN')) return { kind: 'REFUSED' };
  if (codes.length > 0 && codes.every((code) => UNKNOWN_CODES.includes(code))) return { kind: 'UNKNOWN' };
  if (errors.length > 0) throw new Error(`${asked}: ${errors[0]?.message ?? 'an error without message'}`);
  const value = leafOf(data);
  return value === null ? { kind: 'EMPTY' } : { kind: 'VALUE', text: value };
}

/** The one value that was asked for, under however many objects and lists; values of a list together. */
function leafOf(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (Array.isArray(value))
    return (
      value
        .map(leafOf)
        .filter((each) => each !== null)
        .join(' ') || null
    );
  if (typeof value !== 'object') return String(value);
  const fields: readonly unknown[] = Object.values(value);
  return leafOf(fields[0]);
}
