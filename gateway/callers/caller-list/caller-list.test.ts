import { widerOf, type Issued, type Revocation } from '../revocations/revocation';
import { CallerList } from './caller-list';

const NOON = Date.parse('2026-06-30T12:00:00.500Z');
const revocation = (kind: Revocation['kind'], value: string, issuedUntil: number | null = null): Revocation => ({
  kind,
  value,
  issuedUntil: issuedUntil === null ? null : new Date(issuedUntil).toISOString(),
  reason: null,
  revokedAt: '2026-06-30T12:00:00.000Z',
});
const list = new CallerList(
  [],
  [revocation('SUBJECT', 'gone'), revocation('SUBJECT', 'stolen', NOON), revocation('TOKEN', 't-1'), revocation('TOKEN', 'u-9')],
);

it.each<[string, Issued, boolean]>([
  ['a caller who has left', { subject: 'gone', issuedAt: 0 }, true],
  ['what a caller who has left gets afterwards', { subject: 'gone', issuedAt: NOON + 1e9 }, true],
  ['what was issued before the moment', { subject: 'stolen', issuedAt: NOON - 1 }, true],
  [
    'a token of the same second, which its whole seconds cannot tell from an earlier one',
    { subject: 'stolen', issuedAt: NOON - 500 },
    true,
  ],
  ['what was issued later', { subject: 'stolen', issuedAt: NOON + 500 }, false],
  ['one token', { subject: 'u-1', tokenId: 't-1', issuedAt: 0 }, true],
  ['another token of the same caller', { subject: 'u-1', tokenId: 't-2', issuedAt: 0 }, false],
  ['a token without id of a caller who is not revoked', { subject: 'u-1', issuedAt: 0 }, false],
  ['a caller whose name is the id of a revoked token', { subject: 'u-9', issuedAt: 0 }, false],
  ['a token whose id is the name of a caller who has left', { subject: 'u-1', tokenId: 'gone', issuedAt: 0 }, false],
  ['a caller with the name of a property', { subject: '__proto__', tokenId: 'constructor', issuedAt: 0 }, false],
])('[T11] refuses %s: %s', (_, issued, refused) => expect(list.isRevoked(issued)).toBe(refused));

it.each([
  [null, NOON, null],
  [NOON, null, null],
  [NOON, NOON + 1, NOON + 1],
  [NOON + 1, NOON, NOON + 1],
])('a second revocation lets in nothing that the first refuses: until %p, then until %p', (known, asked, held) => {
  const wider = widerOf(revocation('SUBJECT', 'x', known), revocation('SUBJECT', 'x', asked));
  expect(wider.issuedUntil).toBe(held === null ? null : new Date(held).toISOString());
});
