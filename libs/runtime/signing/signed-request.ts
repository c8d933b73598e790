import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** A secret that gateway and subgraph share; its id says which of several was used, so that keys can change while both run. */
export interface SigningKey {
  readonly id: string;
  readonly secret: Buffer;
}

/** What a signature covers, besides its time and nonce. */
export interface SignedParts {
  /** Name of the subgraph: a request to one is worthless at another. */
  readonly subgraph: string;
  readonly method: string;
  readonly path: string;
  readonly body: Buffer | string;
}

export type Refusal = 'UNSIGNED' | 'MALFORMED' | 'UNKNOWN_KEY' | 'STALE' | 'WRONG_SIGNATURE';

/** Header of the signature. */
export const SIGNATURE_HEADER = 'x-signature';
/** A request is refused when its time differs by more than this from the receiver's clock. */
export const WINDOW_MS = 30_000;
const SECRET_BYTES = 32;
const HEADER = /^v1 key=([\w-]{1,40}) time=(\d{13}) nonce=([\w-]{22}) mac=([\w-]{43})$/;

/** Reads `id:secret,id:secret`; a secret is 32 bytes or more in hexadecimal digits. Null when it cannot be read. */
export function parseSigningKeys(text: string): readonly [SigningKey, ...SigningKey[]] | null {
  const keys = text.split(',').flatMap((each): SigningKey[] => {
    const [, id, hex] = /^\s*([\w-]{1,40}):([0-9a-f]+)\s*$/i.exec(each) ?? [];
    if (!id || !hex || hex.length % 2 === 1 || hex.length < SECRET_BYTES * 2) return [];
    return [{ id, secret: Buffer.from(hex, 'hex') }];
  });
  const [first, ...rest] = keys;
  return first && keys.length === text.split(',').length ? [first, ...rest] : null;
}

/** The header that proves who sent the request, when, and that nobody changed it. */
export function signRequest(parts: SignedParts, key: SigningKey, now: number): string {
  const time = String(now).padStart(13, '0');
  const nonce = randomBytes(16).toString('base64url');
  return `v1 key=${key.id} time=${time} nonce=${nonce} mac=${macOf(parts, key, time, nonce).toString('base64url')}`;
}

/** The nonce of a good signature, which the caller must not have seen before; or why the request is refused. */
export function verifyRequest(
  parts: SignedParts,
  header: string | undefined,
  keys: readonly SigningKey[],
  now: number,
): { readonly nonce: string } | { readonly refusal: Refusal } {
  if (header === undefined) return { refusal: 'UNSIGNED' };
  const [, keyId, time = '', nonce = '', mac = ''] = HEADER.exec(header) ?? [];
  if (!keyId) return { refusal: 'MALFORMED' };
  const key = keys.find(({ id }) => id === keyId);
  if (!key) return { refusal: 'UNKNOWN_KEY' };
  const expected = macOf(parts, key, time, nonce);
  const given = Buffer.from(mac, 'base64url');
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return { refusal: 'WRONG_SIGNATURE' };
  // Told only to who holds the key: a stranger learns nothing of the clock.
  return Math.abs(now - Number(time)) > WINDOW_MS ? { refusal: 'STALE' } : { nonce };
}

// One line per part; no part but the last can hold a line break, and the body is there by its hash.
function macOf({ subgraph, method, path, body }: SignedParts, key: SigningKey, time: string, nonce: string): Buffer {
  const hash = createHash('sha256').update(body).digest('hex');
  const canonical = ['v1', key.id, subgraph, method.toUpperCase(), time, nonce, hash, path].join('\n');
  return createHmac('sha256', key.secret).update(canonical).digest();
}
