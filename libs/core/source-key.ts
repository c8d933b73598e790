/** Names one row of one source system: `system` is the `source.id` of its mapping, `key` the canonical key text of the row. */
export interface SourceKey {
  readonly system: string;
  readonly key: string;
}

/** Text form for maps and sets; `system` never contains a blank, so the form is unambiguous. */
export function sourceKeyText({ system, key }: SourceKey): string {
  return `${system} ${key}`;
}

/** Global id of a legacy row: base64url of `system|type|key`. */
export function encodeRowId(system: string, type: string, key: string): string {
  return Buffer.from(`${system}|${type}|${key}`, 'utf8').toString('base64url');
}

/** The source key inside an id of `encodeRowId`, or null when the id is not one of `type`. */
export function decodeRowId(id: string, type: string): SourceKey | null {
  const [system, idType, ...key] = Buffer.from(id, 'base64url').toString('utf8').split('|');
  if (!system || idType !== type || key.length === 0) return null;
  return encodeRowId(system, type, key.join('|')) === id ? { system, key: key.join('|') } : null;
}
