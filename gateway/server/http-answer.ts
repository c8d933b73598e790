import type { IncomingMessage, ServerResponse } from 'node:http';
import { ERROR_CODES, type ErrorCode } from '#core/error-codes';

export const MAX_BODY_BYTES = 100_000;

/** The body as text, or null when it is too long; the rest of a long one is thrown away as it comes. */
export function readBody(request: IncomingMessage): Promise<string | null> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= MAX_BODY_BYTES) chunks.push(chunk);
      else resolve(null);
    });
    request.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
    request.on('error', reject);
  });
}

export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' });
  response.end(JSON.stringify(body));
}

/** Answers without GraphQL: the status of the code unless HTTP has a closer one. */
export function sendError(response: ServerResponse, code: ErrorCode, message: string, status?: number): void {
  sendJson(response, status ?? ERROR_CODES[code].status, { errors: [{ message, extensions: { code } }] });
}
