import type { ErrorCode } from '#core/error-codes';
import type { Audience } from '#policy/claims';
import type { FindDocument, TrustedDocument } from './trusted-documents';

/** What a request asks to run, or why it does not run. */
export type Choice =
  | { readonly body: object; readonly document: TrustedDocument | null }
  | { readonly refusal: ErrorCode; readonly message: string };

/**
 * Puts the text of a trusted document in the place of its id: `{ "documentId": "sha256:...", "variables": ... }`. Partners run nothing else,
 * so whatever else they send has one answer.
 */
export function chooseOperation(body: object, audience: Audience, find: FindDocument): Choice {
  if (!('documentId' in body)) {
    return audience === 'PARTNER'
      ? {
          refusal: 'DOCUMENT_REQUIRED',
          message: 'Send the id of a trusted document: { "documentId": "sha256:...", "variables": ... }',
        }
      : { body, document: null };
  }
  const { documentId, ...rest } = body;
  if ('query' in rest) return { refusal: 'BAD_REQUEST', message: 'Send either documentId or query, not both' };
  const document = typeof documentId === 'string' ? find(documentId, audience) : null;
  if (!document) return { refusal: 'DOCUMENT_NOT_FOUND', message: 'There is no trusted document of this id' };
  return { body: { ...rest, query: document.text }, document };
}
