import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript';
import { readBody } from '#runtime/http/read-body';

const ROOT = join(__dirname, '../..');
const MAX_BODY_BYTES = 100_000;

/** Everything it gives out: path, file, type. Modules import each other without a suffix, as TypeScript writes them. */
const FILES: Readonly<Record<string, readonly [file: string, type: string]>> = {
  '/': ['examples/customer-page/index.html', 'text/html; charset=utf-8'],
  '/page.css': ['examples/customer-page/page.css', 'text/css; charset=utf-8'],
  '/examples/customer-page/browser/page': ['examples/customer-page/browser/page.ts', 'text/javascript; charset=utf-8'],
  '/examples/customer-page/browser/elements': ['examples/customer-page/browser/elements.ts', 'text/javascript; charset=utf-8'],
  '/schema/client/execute': ['schema/client/execute.ts', 'text/javascript; charset=utf-8'],
  '/schema/client/staff': ['schema/client/staff.ts', 'text/javascript; charset=utf-8'],
};

export interface PageServer {
  readonly url: string;
  close(): Promise<void>;
}

/** Serves the page, and passes its operations on to the gateway, so that both have one origin. @throws the error of a port that cannot be used */
export async function servePage({ gateway, port }: { readonly gateway: string; readonly port: number }): Promise<PageServer> {
  const server = createServer((request, response) => {
    answer(request, response, gateway).catch(() => {
      if (!response.headersSent) response.writeHead(502, { 'content-type': 'application/json' });
      response.end('{"errors":[{"message":"The gateway does not answer"}]}');
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' ? (address?.port ?? port) : port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(request: IncomingMessage, response: ServerResponse, gateway: string): Promise<void> {
  if (request.url === '/graphql' && request.method === 'POST') return passOn(request, response, gateway);
  const [file, type] = (request.method === 'GET' && FILES[request.url ?? '']) || [];
  if (file === undefined || type === undefined) return void response.writeHead(404).end();
  const text = readFileSync(join(ROOT, file), 'utf8');
  response.writeHead(200, { 'content-type': type, 'content-security-policy': "default-src 'self'; img-src data:" });
  response.end(file.endsWith('.ts') ? javascriptOf(text) : text);
}

async function passOn(request: IncomingMessage, response: ServerResponse, gateway: string): Promise<void> {
  const body = await readBody(request, MAX_BODY_BYTES);
  if (body === null) return void response.writeHead(413).end();
  const { authorization = '' } = request.headers;
  const headers = { 'content-type': 'application/json', authorization };
  const answered = await fetch(new URL('/graphql', gateway), { method: 'POST', headers, body: new Uint8Array(body) });
  response.writeHead(answered.status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(await answered.text());
}

/** The types are for those who write the page. */
function javascriptOf(text: string): string {
  return transpileModule(text, { compilerOptions: { module: ModuleKind.ESNext, target: ScriptTarget.ES2022 } }).outputText;
}
