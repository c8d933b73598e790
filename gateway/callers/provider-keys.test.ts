import { createServer, type Server } from 'node:http';
import { exportJWK, generateKeyPair, jwtVerify, SignJWT, type CryptoKey, type JWK } from 'jose';
import { providerKeys } from './provider-keys';

const TEN_MINUTES = 600_000;

interface Pair {
  readonly kid: string;
  readonly jwk: JWK;
  readonly privateKey: CryptoKey;
}

async function pair(kid: string): Promise<Pair> {
  const { publicKey, privateKey } = await generateKeyPair('ES256');
  return { kid, jwk: { ...(await exportJWK(publicKey)), kid, alg: 'ES256' }, privateKey };
}

const signedBy = ({ kid, privateKey }: Pair): Promise<string> =>
  new SignJWT({}).setProtectedHeader({ alg: 'ES256', kid }).setExpirationTime('1h').sign(privateKey);

describe('the keys of an identity provider', () => {
  let server: Server;
  let published: readonly Pair[] | 'AWAY';
  let reads: number;
  let time: number;
  let failures: number;
  let old: Pair;
  let next: Pair;

  beforeAll(async () => {
    [old, next] = await Promise.all([pair('old'), pair('next')]);
    server = createServer((_, response) => {
      reads += 1;
      if (published === 'AWAY') return void response.socket?.destroy();
      response.end(JSON.stringify({ keys: published.map(({ jwk }) => jwk) }));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  beforeEach(() => {
    published = [old];
    reads = 0;
    time = 0;
    failures = 0;
  });
  afterAll(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  function accepts(cooldownMs?: number): (by: Pair) => Promise<boolean> {
    const address = server.address();
    const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/jwks`;
    const onFailure = (): number => (failures += 1);
    const keys = providerKeys(url, { now: () => time, onFailure, ...(cooldownMs !== undefined && { cooldownMs }) });
    return async (by) =>
      jwtVerify(await signedBy(by), keys).then(
        () => true,
        () => false,
      );
  }

  /** What a refresh in the background leads to. */
  async function comes(condition: () => Promise<boolean> | boolean): Promise<boolean> {
    for (let i = 0; i < 1000; i += 1) {
      if (await condition()) return true;
      await new Promise((resolve) => setImmediate(resolve));
    }
    return false;
  }

  it('are read once for many tokens', async () => {
    const accept = accepts();
    await accept(old);
    expect(await Promise.all(Array.from({ length: 20 }, () => accept(old)))).not.toContain(false);
    expect(reads).toBe(1);
  });

  it('include a new one at its first token, and no token of the old one is refused meanwhile', async () => {
    const accept = accepts(0);
    expect(await accept(old)).toBe(true);
    published = [old, next];
    const answers = await Promise.all(Array.from({ length: 40 }, (_, i) => accept(i % 2 === 0 ? old : next)));
    expect(answers).not.toContain(false);
  });

  it('lose one that was taken back, ten minutes later, while no request waits', async () => {
    const accept = accepts();
    expect(await accept(old)).toBe(true);
    published = [next];
    expect(await accept(old)).toBe(true);
    time += TEN_MINUTES + 1;
    expect(await comes(async () => !(await accept(old)))).toBe(true);
    expect(await accept(next)).toBe(true);
  });

  it('hold while the provider is away, and its silence is told', async () => {
    const accept = accepts();
    expect(await accept(old)).toBe(true);
    published = 'AWAY';
    time += TEN_MINUTES + 1;
    expect(await accept(old)).toBe(true);
    expect(await comes(() => failures === 1)).toBe(true);
    expect(await accept(old)).toBe(true);
  });

  it('are not asked for by every token with a key nobody knows', async () => {
    const accept = accepts();
    await accept(old);
    const strangers = await Promise.all(Array.from({ length: 20 }, () => accept(next)));
    expect(strangers).not.toContain(true);
    expect(reads).toBe(1);
  });
});
