import type { ApiKey } from '../api-keys/api-key';
import type { Issued, Revocation } from '../revocations/revocation';

/** API keys that hold and revocations, as the store told them at one moment. */
export class CallerList {
  private readonly keys: ReadonlyMap<string, ApiKey>;
  /** By subject: milliseconds until which all that was issued is refused. */
  private readonly subjects: ReadonlyMap<string, number>;
  private readonly tokens: ReadonlySet<string>;

  constructor(keys: readonly ApiKey[], revocations: readonly Revocation[]) {
    this.keys = new Map(keys.map((key) => [key.id, key]));
    const of = (wanted: Revocation['kind']): readonly Revocation[] => revocations.filter(({ kind }) => kind === wanted);
    this.subjects = new Map(
      of('SUBJECT').map(({ value, issuedUntil }) => [value, issuedUntil === null ? Infinity : Date.parse(issuedUntil)]),
    );
    this.tokens = new Set(of('TOKEN').map(({ value }) => value));
  }

  key(id: string): ApiKey | undefined {
    return this.keys.get(id);
  }

  isRevoked({ subject, tokenId, issuedAt }: Issued): boolean {
    if (tokenId !== undefined && this.tokens.has(tokenId)) return true;
    return issuedAt <= (this.subjects.get(subject) ?? -Infinity);
  }
}

/** Where the list is kept. */
export interface CallerListSource {
  /** Changes whenever a key or a revocation does. */
  version(): Promise<string>;
  read(): Promise<CallerList>;
  /** Notes the day of use of keys, YYYY-MM-DD. */
  noteUse(keyIds: readonly string[], day: string): Promise<void>;
}
