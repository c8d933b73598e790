import type { ServerResponse } from 'node:http';
import { ERROR_CODES, type ErrorCode } from '#core/error-codes';
import { sendJson } from '#runtime/http/read-body';

/** Answers without GraphQL: the status of the code unless HTTP has a closer one. */
export function sendError(response: ServerResponse, code: ErrorCode, message: string, status?: number): void {
  sendJson(response, status ?? ERROR_CODES[code].status, { errors: [{ message, extensions: { code } }] });
}
