/** Records that a caller sees by themselves, by `system key`: those of account owners, or those that are named. */
export type OwnRecords = { readonly owners: ReadonlySet<string> } | { readonly parties: ReadonlySet<string> };

/** What a caller sees of the registry: customers with an own record; null: all. */
export type RecordScope = () => Promise<OwnRecords | null>;

export const EVERYBODY: RecordScope = () => Promise.resolve(null);

interface Condition {
  readonly sql: string;
  readonly params: readonly string[];
}

/** A condition on `customer_id`: it has an own record. */
export function withOwnRecord(own: OwnRecords): Condition {
  const { sql, params } = ownRecords(own);
  return { sql: `customer_id in (select customer_id ${sql})`, params };
}

/** What follows `select`: the own records. */
export function ownRecords(own: OwnRecords): Condition {
  const { sql, params } = 'owners' in own ? among('r.owner', [...own.owners]) : amongKeys([...own.parties]);
  return { sql: `from source_record r where (${sql})`, params };
}

function amongKeys(texts: readonly string[]): Condition {
  const systems = [...new Set(texts.map((text) => text.slice(0, text.indexOf(' '))))];
  const parts = systems.map((system) => {
    const keys = texts.flatMap((text) => (text.startsWith(`${system} `) ? [text.slice(system.length + 1)] : []));
    const { sql, params } = among('r.source_key', keys);
    return { sql: `r.system = ? and ${sql}`, params: [system, ...params] };
  });
  return { sql: parts.map(({ sql }) => sql).join(' or ') || NEVER, params: parts.flatMap(({ params }) => params) };
}

const NEVER = '1 = 0';

const among = (column: string, values: readonly string[]): Condition =>
  values.length === 0
    ? { sql: NEVER, params: [] }
    : { sql: `${column} in (${values.map(() => '?').join(', ')})`, params: values };
