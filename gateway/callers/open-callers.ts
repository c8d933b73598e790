import { join } from 'node:path';
import type { Logger } from 'pino';
import { readRoles, type Roles } from '#policy/roles';
import type { Store } from '#runtime/store/open-store';
import type { Config } from '../config';
import { apiKeyVerifier } from './api-keys/verify-api-key';
import { callerListStore } from './caller-list/caller-list.store';
import { FollowedCallers } from './caller-list/followed-callers';
import { demoIssuerKey } from './demo-issuer';
import { providerKeys } from './provider-keys';
import { demoTokens, providerTokens, type IsRevoked, type MayReadOps, type Tokens, type VerifyCaller } from './verify-token';

/** Who asks, by a token or an API key. */
export interface Callers {
  readonly verifyCaller: VerifyCaller;
  readonly mayReadOps: MayReadOps;
  /** Why it may know less than it should; null when it is well. */
  readonly problem: () => string | null;
  /** Follows keys and revocations from now on. @returns what ends it */
  readonly follow: () => () => Promise<void>;
}

const API_KEY = /^Bearer (crm_\S*)$/i;

/**
 * Callers with tokens of the identity provider, or of the demo issuer when none is named, and with API keys.
 * @param openStore opens the store of the gateway; asked for it when `follow` begins
 */
export async function openCallers(config: Config, openStore: () => Promise<Store>, log: Logger): Promise<Callers> {
  const roles = readRoles(join(config.policyDir, 'roles.yaml'));
  const followed = new FollowedCallers({ open: async () => callerListStore(await openStore(), Date.now), now: Date.now, log });
  const isRevoked: IsRevoked = async (issued) => {
    const list = await followed.known();
    if (list) return list.isRevoked(issued, Date.now());
    // The audit trail is away with the store: a token that its provider vouches for shows nothing about persons.
    return followed.storeWasNeverThere ? false : null;
  };
  const { verifyToken, mayReadOps } = await tokensOf(config, roles, isRevoked, log);
  const verifyApiKey = apiKeyVerifier(followed, roles, Date.now);
  return {
    verifyCaller: (authorization) => {
      const key = API_KEY.exec(authorization ?? '')?.[1];
      return key === undefined ? verifyToken(authorization) : verifyApiKey(key);
    },
    mayReadOps,
    problem: () => followed.problem(),
    follow: () => followed.follow(),
  };
}

async function tokensOf({ dataDir, provider }: Config, roles: Roles, isRevoked: IsRevoked, log: Logger): Promise<Tokens> {
  if (!provider) return demoTokens(await demoIssuerKey(join(dataDir, 'demo-issuer.jwk')), roles, isRevoked);
  const onFailure = (error: unknown): void => log.error({ err: error }, 'the identity provider does not tell its keys');
  const keys = providerKeys(provider.jwksUrl, { now: Date.now, onFailure });
  return providerTokens(keys, provider.issuer, roles, isRevoked);
}
