import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { appendTold, currentTest } from './told';

/** Takes the traces of all processes of a run, as a collector does, and keeps them. */
export class TraceDoor {
  private constructor(private readonly server: Server) {}

  static async open(folder: string): Promise<TraceDoor> {
    const server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const [, test = ''] = /^\/([\w.%-]+)\/v1\/traces$/.exec(request.url ?? '') ?? [];
        if (test !== '') appendTold(folder, test, 'trace', Buffer.concat(chunks).toString('utf8'));
        response.writeHead(test === '' ? 404 : 200, { 'content-type': 'application/json' }).end('{}');
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    process.env.TEST_TOLD_TRACES = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    return new TraceDoor(server);
  }

  close(): Promise<void> {
    return new Promise((resolve) => {
      this.server.close(() => resolve());
      this.server.closeAllConnections();
    });
  }
}

/** Settings of a process that a test starts, so that its traces are kept. */
export function tracesKept(): Readonly<Record<string, string>> {
  const url = process.env.TEST_TOLD_TRACES;
  return url === undefined ? {} : { OTEL_EXPORTER_OTLP_ENDPOINT: `${url}/${currentTest()}` };
}
