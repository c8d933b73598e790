import type { ApiKey } from '../api-keys/api-key';
import type { Issued, Revocation } from '../revocations/revocation';

/** API keys that hold and revocations, as the store told them at one moment. */
export class CallerList {
  private readonly keys: ReadonlyMap<string, ApiKey>;
  private readonly subjects: ReadonlyMap<string, Refusal>;
  private readonly tokens: ReadonlyMap<string, Refusal>;

  constructor(keys: readonly ApiKey[], revocations: readonly Revocation[]) {
    this.keys = new Map(keys.map((key) => [key.id, key]));
    const of = (wanted: Revocation['kind']): ReadonlyMap<string, Refusal> =>
      new Map(revocations.filter(({ kind }) => kind === wanted).map((each) => [each.value, refusalOf(each)]));
    this.subjects = of('SUBJECT');
    this.tokens = of('TOKEN');
  }

  key(id: string): ApiKey | undefined {
    return this.keys.get(id);
  }

  /** @param now milliseconds */
  isRevoked({ subject, tokenId, issuedAt }: Issued, now: number): boolean {
    const [token, caller] = [tokenId === undefined ? undefined : this.tokens.get(tokenId), this.subjects.get(subject)];
    if (token && now < token.endsAt) return true;
    return caller !== undefined && now < caller.endsAt && issuedAt <= caller.issuedUntil;
  }
}

/** Milliseconds until which what was issued is refused, and until which that holds. */
interface Refusal {
  readonly issuedUntil: number;
  readonly endsAt: number;
}

const refusalOf = ({ issuedUntil, endsAt }: Revocation): Refusal => ({ issuedUntil: msOf(issuedUntil), endsAt: msOf(endsAt) });
const msOf = (instant: string | null): number => (instant === null ? Infinity : Date.parse(instant));

/** Where the list is kept. */
export interface CallerListSource {
  /** Changes whenever a key or a revocation does. */
  version(): Promise<string>;
  read(): Promise<CallerList>;
  /** Notes the day of use of keys, YYYY-MM-DD. */
  noteUse(keyIds: readonly string[], day: string): Promise<void>;
}
