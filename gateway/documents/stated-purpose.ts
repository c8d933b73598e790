import type { ErrorCode } from '#core/error-codes';
import type { Claims } from '#policy/claims';
import type { TrustedDocument } from './trusted-documents';

/** The caller of a request with what it is for, or why it is not for that. */
export type Stated = { readonly claims: Claims } | { readonly refusal: ErrorCode; readonly message: string };

const NAME = /^[A-Z_]{1,40}$/;

/**
 * What a request is for: what its trusted document declares, else `extensions.purpose` of the request, else the first purpose of its caller.
 * @param own the purposes that the caller may state
 */
export function statePurpose(body: object, document: TrustedDocument | null, claims: Claims, own: readonly string[]): Stated {
  const sent = sentPurpose(body);
  const declared = document?.purpose;
  if (sent !== undefined && declared !== undefined && sent !== declared)
    return { refusal: 'BAD_REQUEST', message: `This trusted document is for ${declared}: leave out extensions.purpose` };
  const purpose = declared ?? sent ?? own[0];
  if (typeof purpose !== 'string' || !own.includes(purpose)) {
    // What was sent is told back only when it is no more than a name.
    const named = typeof purpose === 'string' && NAME.test(purpose) ? `the purpose ${purpose}` : 'this purpose';
    return { refusal: 'PURPOSE_NOT_ALLOWED', message: `Your roles do not ask for ${named}. They may for: ${own.join(', ')}` };
  }
  return { claims: { ...claims, purpose } };
}

function sentPurpose(body: object): unknown {
  if (!('extensions' in body) || typeof body.extensions !== 'object' || body.extensions === null) return undefined;
  return 'purpose' in body.extensions ? (body.extensions.purpose ?? undefined) : undefined;
}
