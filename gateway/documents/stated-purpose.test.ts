import type { Claims } from '#policy/claims';
import { statePurpose } from './stated-purpose';

const claims: Claims = { sub: 'u', roles: ['SALESPERSON'], audience: 'STAFF' };
const OWN = ['CUSTOMER_CARE', 'MARKETING'];
const document = { id: 'sha256:1', name: 'D', text: '{ a }' };
const stated = (purpose: unknown, declared?: string): unknown => {
  const body = purpose === undefined ? {} : { extensions: { purpose } };
  const answer = statePurpose(body, declared === undefined ? document : { ...document, purpose: declared }, claims, OWN);
  return 'claims' in answer ? answer.claims.purpose : answer;
};

it.each([
  [undefined, undefined, 'CUSTOMER_CARE'],
  [null, undefined, 'CUSTOMER_CARE'],
  [null, 'MARKETING', 'MARKETING'],
  ['MARKETING', undefined, 'MARKETING'],
  [undefined, 'MARKETING', 'MARKETING'],
  ['MARKETING', 'MARKETING', 'MARKETING'],
])('a request for %s by a document for %s is for %s', (sent, declared, purpose) => {
  expect(stated(sent, declared)).toBe(purpose);
});

it.each([
  ['ANALYSIS', undefined, 'the purpose ANALYSIS'],
  [undefined, 'ANALYSIS', 'the purpose ANALYSIS'],
  ['张三 13800138000', undefined, 'this purpose'],
  [7, undefined, 'this purpose'],
])('a purpose that is not of the caller is refused, and told back only as a name: %j %j', (sent, declared, named) => {
  expect(stated(sent, declared)).toEqual({
    refusal: 'PURPOSE_NOT_ALLOWED',
    message: `Your roles do not ask for ${named}. They may for: CUSTOMER_CARE, MARKETING`,
  });
});

it('a document is for nothing else than it declares', () => {
  expect(stated('CUSTOMER_CARE', 'MARKETING')).toMatchObject({ refusal: 'BAD_REQUEST' });
});
