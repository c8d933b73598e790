import type { Roles } from '#policy/roles';
import type { Deed } from '../events/caller-event';
import { DAY_MS, MAX_DAYS, MAX_OVERLAP_HOURS, mayHaveKeys, stateOf, type ApiKey } from './api-key';
import type { ApiKeyStore } from './api-key.store';
import { newKey } from './key-text';

const HOUR_MS = 3_600_000;
/** Ids of partners, tools and party records; nothing that a shell or a log line would take apart. */
const NAME = /^[\w.:@|/-]{1,100}$/;

/** What the operator asked for cannot be done; the message says why, and what can. */
export class KeyRefusedError extends Error {}

export interface KeyRequest {
  readonly role: string;
  readonly subject: string;
  readonly partner: string | null;
  readonly days: number;
  /** Who makes it. */
  readonly by: string;
}

/** A key that was made now, with the text that is shown once. */
export interface IssuedKey {
  readonly key: ApiKey;
  readonly text: string;
}

/** @throws KeyRefusedError */
export async function issueKey(store: ApiKeyStore, request: KeyRequest, roles: Roles, now: number): Promise<IssuedKey> {
  checkRequest(request, roles);
  return put(store, request, now);
}

/**
 * Makes a key in the place of another one, which goes on for some hours.
 * @param days until the new key expires; null: as many as the old one was given
 * @throws KeyRefusedError
 */
export async function rotateKey(
  store: ApiKeyStore,
  id: string,
  { overlapHours, days, by }: { readonly overlapHours: number; readonly days: number | null; readonly by: string },
  roles: Roles,
  now: number,
): Promise<IssuedKey & { readonly oldUntil: string }> {
  if (!(overlapHours >= 0 && overlapHours <= MAX_OVERLAP_HOURS))
    throw new KeyRefusedError(`--overlap-hours: ${overlapHours} is not between 0 and ${MAX_OVERLAP_HOURS}.`);
  const old = await keyNamed(store, id);
  const state = stateOf(old, now);
  switch (state) {
    case 'ACTIVE':
      break;
    case 'REPLACED':
      throw new KeyRefusedError(`Key ${id} has been rotated: ${old.replacedBy} takes its place. Rotate that one.`);
    case 'EXPIRED':
      throw new KeyRefusedError(`Key ${id} expired on ${old.expiresAt}. Create a new one.`);
    case 'REVOKED':
      throw new KeyRefusedError(`Key ${id} was revoked on ${old.revokedAt}. Create a new one.`);
  }
  const { role, subject, partner } = old;
  const given = Math.min(MAX_DAYS, Math.ceil((Date.parse(old.expiresAt) - Date.parse(old.createdAt)) / DAY_MS));
  const request = { role, subject, partner, days: days ?? given, by };
  checkRequest(request, roles);
  const issued = await put(store, request, now);
  const oldUntil = earlierOf(old.expiresAt, instant(now + overlapHours * HOUR_MS));
  await store.replace(id, issued.key.id, oldUntil);
  return { ...issued, oldUntil };
}

/** @throws KeyRefusedError */
export async function revokeKey(store: ApiKeyStore, id: string, deed: Deed, now: number): Promise<ApiKey> {
  const key = await keyNamed(store, id);
  if (key.revokedAt !== null) return key;
  await store.revoke(id, instant(now), deed);
  return { ...key, revokedAt: instant(now), revokedBy: deed.actor, revokedReason: deed.reason };
}

async function keyNamed(store: ApiKeyStore, id: string): Promise<ApiKey> {
  const key = await store.find(id);
  if (!key)
    throw new KeyRefusedError(`There is no key ${id}. "api-key list" shows all; an id is the part between the underscores.`);
  return key;
}

async function put(store: ApiKeyStore, { role, subject, partner, days, by }: KeyRequest, now: number): Promise<IssuedKey> {
  const { id, hash, text } = newKey();
  const times = { createdAt: instant(now), expiresAt: instant(now + days * DAY_MS) };
  const unused = { lastUsedOn: null, revokedAt: null, revokedBy: null, revokedReason: null, replacedBy: null };
  const key = { id, hash, subject, role, partner, ...times, createdBy: by, ...unused };
  await store.add(key);
  return { key, text };
}

function checkRequest({ role, subject, partner, days }: KeyRequest, roles: Roles): void {
  const definition = roles.get(role);
  if (!mayHaveKeys(definition)) {
    const known = [...roles].flatMap(([name, each]) => (mayHaveKeys(each) ? [name] : [])).join(', ');
    throw new KeyRefusedError(`--role: ${role || 'nothing'} is no role with API keys. These have them: ${known}.`);
  }
  if (!NAME.test(subject))
    throw new KeyRefusedError('--subject: name who asks by this key: 1 to 100 letters, digits and . : @ | / _ -');
  if (!Number.isInteger(days) || days < 1 || days > MAX_DAYS)
    throw new KeyRefusedError(`--days: days until the key expires, 1 to ${MAX_DAYS}.`);
  const isPartner = definition.audience === 'PARTNER';
  if (isPartner && !NAME.test(partner ?? ''))
    throw new KeyRefusedError('--partner: name the partner whose contracts this key reads.');
  if (!isPartner && partner !== null) throw new KeyRefusedError(`--partner: a key of ${role} is bound to no partner.`);
}

const instant = (ms: number): string => new Date(ms).toISOString();
const earlierOf = (a: string, b: string): string => (a < b ? a : b);
