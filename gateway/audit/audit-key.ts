import {
  createHmac,
  createPrivateKey,
  createPublicKey,
  createSecretKey,
  generateKeyPairSync,
  randomBytes,
  type KeyObject,
} from 'node:crypto';
import { z } from 'zod';
import { parsedJson } from '#core/parsed-json';
import { readOrCreateSecret } from '#runtime/secret-file';

const File = z.object({ pseudonyms: z.string().min(40), signing: z.string() });

const MOST_REMEMBERED = 10_000;

/** What the audit trail hides and signs with; all gateway processes share it. */
export interface AuditKey {
  /** Name of an object in the trail: the same for the same id, and nobody without the key can tell which id it is. */
  readonly pseudonymOf: (id: string) => string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

/** Reads the key file, or makes it, readable by its owner only. @throws Error that names the file when it is no key */
export async function readAuditKey(path: string): Promise<AuditKey> {
  const text = await readOrCreateSecret(path, () => Promise.resolve(newKey()));
  const parsed = File.safeParse(parsedJson(text));
  if (!parsed.success) throw new Error(`${path} is not a key of the audit trail: restore it from your backup`);
  const secret = createSecretKey(Buffer.from(parsed.data.pseudonyms, 'base64url'));
  const privateKey = createPrivateKey(parsed.data.signing);
  // 128 bits: no two of all ids there will ever be meet.
  const pseudonymOf = (id: string): string =>
    createHmac('sha256', secret).update(id).digest().subarray(0, 16).toString('base64url');
  return {
    pseudonymOf: remembered(pseudonymOf),
    privateKey,
    publicKey: createPublicKey(privateKey),
  };
}

/** The same objects are shown again and again, and a look is cheaper than a hash. */
function remembered(nameOf: (id: string) => string): (id: string) => string {
  const known = new Map<string, string>();
  return (id) => {
    const name = known.get(id) ?? nameOf(id);
    if (known.size >= MOST_REMEMBERED) known.clear();
    known.set(id, name);
    return name;
  };
}

function newKey(): string {
  const { privateKey } = generateKeyPairSync('ed25519');
  const signing = privateKey.export({ type: 'pkcs8', format: 'pem' });
  return JSON.stringify({ pseudonyms: randomBytes(32).toString('base64url'), signing });
}
