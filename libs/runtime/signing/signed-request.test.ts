import { randomBytes } from 'node:crypto';
import { parseSigningKeys, signRequest, verifyRequest, WINDOW_MS, type SignedParts, type SigningKey } from './signed-request';

const NOW = Date.UTC(2026, 5, 30);
const key = (id: string): SigningKey => ({ id, secret: randomBytes(32) });
const [old, current] = [key('2026-06'), key('2026-07')];
const parts: SignedParts = { subgraph: 'sales', method: 'POST', path: '/graphql', body: '{"query":"{ a }"}' };

it('accepts what was signed, by each of the keys in use', () => {
  for (const one of [old, current])
    expect(verifyRequest(parts, signRequest(parts, one, NOW), [current, old], NOW)).toEqual({ nonce: expect.any(String) });
});

it('gives every request a nonce of its own', () => {
  const nonces = Array.from({ length: 100 }, () => verifyRequest(parts, signRequest(parts, old, NOW), [old], NOW));
  expect(new Set(nonces.map((verified) => 'nonce' in verified && verified.nonce)).size).toBe(100);
});

it.each<[string, Partial<SignedParts>]>([
  ['another subgraph', { subgraph: 'customers' }],
  ['another method', { method: 'PUT' }],
  ['another path', { path: '/feed' }],
  ['another body', { body: '{"query":"{ b }"}' }],
  ['a body with one more blank', { body: '{"query":"{ a }"} ' }],
])('refuses a signature that was made for %s', (_, other) => {
  const header = signRequest({ ...parts, ...other }, old, NOW);
  expect(verifyRequest(parts, header, [old], NOW)).toEqual({ refusal: 'WRONG_SIGNATURE' });
});

it('refuses every header in which one character was changed', () => {
  const header = signRequest(parts, old, NOW);
  for (let i = 0; i < header.length; i += 1) {
    const changed = header.slice(0, i) + (header[i] === 'A' ? 'B' : 'A') + header.slice(i + 1);
    // The last character of 32 bytes in base64url carries four bits only: some changes of it say the same.
    if (
      Buffer.from(changed.slice(-43), 'base64url').equals(Buffer.from(header.slice(-43), 'base64url')) &&
      i === header.length - 1
    )
      continue;
    expect(verifyRequest(parts, changed, [old], NOW)).toHaveProperty('refusal');
  }
});

it.each([undefined, '', 'v1', 'v1 key= time= nonce= mac=', 'x'.repeat(10_000)])('refuses the header %j', (header) => {
  expect(verifyRequest(parts, header, [old], NOW)).toHaveProperty('refusal', header === undefined ? 'UNSIGNED' : 'MALFORMED');
});

it.each([
  [-WINDOW_MS - 1, 'STALE'],
  [WINDOW_MS + 1, 'STALE'],
  [-WINDOW_MS, null],
  [WINDOW_MS, null],
])('judges a request that is %i ms from its clock', (offset, refusal) => {
  const verified = verifyRequest(parts, signRequest(parts, old, NOW + offset), [old], NOW);
  expect('refusal' in verified ? verified.refusal : null).toBe(refusal);
});

it('refuses a key that is no longer in use, and a secret under another id', () => {
  expect(verifyRequest(parts, signRequest(parts, old, NOW), [current], NOW)).toEqual({ refusal: 'UNKNOWN_KEY' });
  const renamed = { id: current.id, secret: old.secret };
  expect(verifyRequest(parts, signRequest(parts, renamed, NOW), [current], NOW)).toEqual({ refusal: 'WRONG_SIGNATURE' });
});

it.each([
  [`a:${'0f'.repeat(32)}`, ['a']],
  [`a:${'0f'.repeat(32)}, b:${'0f'.repeat(40)}`, ['a', 'b']],
  [`a:${'0f'.repeat(31)}`, null],
  [`a:${'0g'.repeat(32)}`, null],
  [`a:${'0f'.repeat(32)},`, null],
  ['0f'.repeat(32), null],
  ['', null],
])('reads the keys %s', (text, ids) => {
  expect(parseSigningKeys(text)?.map(({ id }) => id) ?? null).toEqual(ids);
});
