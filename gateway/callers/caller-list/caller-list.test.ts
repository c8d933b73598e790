import { widerOf, type Issued, type Revocation } from '../revocations/revocation';
import { CallerList } from './caller-list';

const NOON = Date.parse('2026-06-30T12:00:00.500Z');
const revocation = (
  kind: Revocation['kind'],
  value: string,
  issuedUntil: number | null = null,
  endsAt: number | null = null,
): Revocation => ({
  kind,
  value,
  issuedUntil: issuedUntil === null ? null : new Date(issuedUntil).toISOString(),
  endsAt: endsAt === null ? null : new Date(endsAt).toISOString(),
  reason: null,
  revokedAt: '2026-06-30T12:00:00.000Z',
  revokedBy: null,
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
])('[T11] refuses %s: %s', (_, issued, refused) => expect(list.isRevoked(issued, NOON + 1e9)).toBe(refused));

it.each<[string, Revocation, Issued]>([
  ['of a caller', revocation('SUBJECT', 'u-1', null, NOON), { subject: 'u-1', issuedAt: 0 }],
  ['of a token', revocation('TOKEN', 't-1', null, NOON), { subject: 'u-1', tokenId: 't-1', issuedAt: 0 }],
])('[T11] a revocation %s ends by itself', (_title, revoked, issued) => {
  const ends = new CallerList([], [revoked]);
  expect([ends.isRevoked(issued, NOON - 1), ends.isRevoked(issued, NOON)]).toEqual([true, false]);
});

it.each<[string, readonly (number | null)[], readonly (number | null)[], 'known' | 'asked' | null]>([
  ['all issued, and until a moment', [null, null], [NOON, null], 'known'],
  ['until a moment, and all issued', [NOON, null], [null, null], 'asked'],
  ['until a later moment', [NOON, null], [NOON + 1, null], 'asked'],
  ['for ever, and for a while', [null, null], [null, NOON], 'known'],
  ['for a while, and for longer', [null, NOON], [null, NOON + 1], 'asked'],
  ['the same', [NOON, NOON], [NOON, NOON], 'known'],
  ['all for a while, and some for ever', [null, NOON], [NOON, null], null],
])('a second revocation lets in nothing that the first refuses: %s', (_title, first, second, wider) => {
  const [known, asked] = [first, second].map(([until = null, end = null]) => revocation('SUBJECT', 'x', until, end));
  if (!known || !asked) throw new Error('two revocations');
  expect(widerOf(known, asked)).toBe(wider === null ? null : { known, asked }[wider]);
});
