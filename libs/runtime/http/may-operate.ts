import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Metrics } from '../metrics/metrics';

const LOOPBACK = /^(127\.|::1$|::ffff:127\.)/;
const hash = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Whether a caller may see how the process does: this machine, or whoever knows the token of the operators. */
export function mayOperate({ socket, headers }: IncomingMessage, opsToken: string | null): boolean {
  if (LOOPBACK.test(socket.remoteAddress ?? '')) return true;
  const sent = /^Bearer (\S+)$/i.exec(headers.authorization ?? '')?.[1];
  return opsToken !== null && sent !== undefined && timingSafeEqual(hash(sent), hash(opsToken));
}

/** Answers `/metrics`. */
export async function sendMetrics(response: ServerResponse, metrics: Metrics): Promise<void> {
  const text = await metrics.text();
  response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8', 'cache-control': 'no-store' });
  response.end(text);
}
