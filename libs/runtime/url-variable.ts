/** Name of the environment variable that holds the connection URL of a source or store: SOURCE_FINANCE_URL. */
export function urlVariable(prefix: 'SOURCE' | 'DB', name: string): string {
  return `${prefix}_${name.toUpperCase().replaceAll('-', '_')}_URL`;
}
