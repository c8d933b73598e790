import { parseArgs } from 'node:util';
import { systemErrorCode } from '#core/system-error';
import { servePage } from './page-server';

const USAGE = `Usage: npm run example [-- --gateway URL] [--port N]

Serves a page that shows one customer with the source of each value.
  --gateway URL   the running graph (http://127.0.0.1:4000)
  --port N        where the page is (4200)
`;

async function main(argv: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...argv],
    options: { gateway: { type: 'string', default: 'http://127.0.0.1:4000' }, port: { type: 'string', default: '4200' } },
  });
  const { gateway, port } = values;
  if (!/^https?:\/\/./.test(gateway)) throw new Error(`--gateway is an address, http://host:port, not ${gateway}`);
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65535) throw new Error(`--port is a number up to 65535, not ${port}`);
  const { url } = await servePage({ gateway, port: Number(port) });
  process.stdout.write(`The page is at ${url}; it asks the graph at ${gateway}. Stop with Ctrl-C.\n`);
}

main(process.argv.slice(2)).catch((error: unknown) => {
  const isTaken = systemErrorCode(error) === 'EADDRINUSE';
  const text = error instanceof Error ? error.message : String(error);
  process.stderr.write(`${isTaken ? 'The port is in use. Name another one: --port N' : text}\n\n${USAGE}`);
  process.exitCode = 2;
});
