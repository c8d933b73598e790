const inVariable = (name: string): string => name.toUpperCase().replaceAll('-', '_');

/** Name of the environment variable that holds the URL of a source, store or subgraph: SOURCE_FINANCE_URL. */
export function urlVariable(prefix: 'SOURCE' | 'DB' | 'SUBGRAPH', name: string): string {
  return `${prefix}_${inVariable(name)}_URL`;
}

/** Name of the environment variable that holds the key of requests to a subgraph: SUBGRAPH_SALES_KEY. */
export function keyVariable(subgraph: string): string {
  return `SUBGRAPH_${inVariable(subgraph)}_KEY`;
}
