import { createRemoteJWKSet, type JWTVerifyGetKey } from 'jose';

/** After this time the next token lets the keys be read again, in the background. */
const REFRESH_MS = 600_000;
/** Keys that were read last are good for this long while the provider does not answer. */
const KEEP_MS = 86_400_000;
/** A token with an unknown key lets the keys be read again at most this often. */
const COOLDOWN_MS = 30_000;
const ANSWER_MS = 2000;

export interface ProviderKeysOptions {
  readonly now: () => number;
  /** Hears of every attempt to read the keys again that failed; the keys known before still hold. */
  readonly onFailure: (error: unknown) => void;
  readonly cooldownMs?: number;
}

/**
 * The keys of an identity provider. A key that the provider takes back is refused within ten minutes, a new one is found at its first token,
 * and no request waits for a refresh; while the provider is away the keys known before hold for a day.
 */
export function providerKeys(
  jwksUrl: string,
  { now, onFailure, cooldownMs = COOLDOWN_MS }: ProviderKeysOptions,
): JWTVerifyGetKey {
  const remote = createRemoteJWKSet(new URL(jwksUrl), {
    cacheMaxAge: KEEP_MS,
    cooldownDuration: cooldownMs,
    timeoutDuration: ANSWER_MS,
  });
  let refreshedAt = now();
  return (header, token) => {
    if (remote.jwks() && now() - refreshedAt > REFRESH_MS) {
      refreshedAt = now();
      remote.reload().catch(onFailure);
    }
    return remote(header, token);
  };
}
