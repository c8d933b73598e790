import { createHash } from 'node:crypto';
import type { JWTPayload } from 'jose';

/** A token is verified again after this time: a key that its provider has taken back is no longer heard of then. */
const KEPT_MS = 60_000;
const MOST = 10_000;

interface Shown {
  readonly payload: JWTPayload;
  readonly until: number;
}

/** What tokens say that were verified lately, so that who asks often is not verified each time. It keeps no token, only a hash of each. */
export class ShownTokens {
  private readonly shown = new Map<string, Shown>();

  constructor(private readonly now: () => number) {}

  /** Null: not verified within the last minute, or expired since. */
  payloadOf(token: string): JWTPayload | null {
    const known = this.shown.get(hashOf(token));
    return known && this.now() < known.until ? known.payload : null;
  }

  /** @param expires the moment, in milliseconds, from which the token is refused */
  remember(token: string, payload: JWTPayload, expires: number): void {
    // Those that are still used come back within a request each.
    if (this.shown.size >= MOST) this.shown.clear();
    this.shown.set(hashOf(token), { payload, until: Math.min(this.now() + KEPT_MS, expires) });
  }
}

const hashOf = (token: string): string => createHash('sha256').update(token).digest('base64');
