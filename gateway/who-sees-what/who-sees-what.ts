import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readRoles } from '#policy/roles';
import { demoIssuerKey, signDemoToken } from '../callers/demo-issuer';
import { readConfig } from '../config';
import { askAsRoles, type AskAs, type Cell } from './ask-as-roles';
import { SHOWN_ROLES } from './shown-roles';

const WIDTH = 16;

const USAGE = `Usage: npm run who-sees-what -- <system>:<key> [--url http://127.0.0.1:4000]

Shows one customer of a running graph (npm start) as different roles get it, for example  finance:'001|0000000001'
`;

async function main(): Promise<void> {
  const { positionals, values } = parseArgs({ allowPositionals: true, options: { url: { type: 'string' } } });
  const [, system, key] = /^([^:]+):(.+)$/.exec(positionals[0] ?? '') ?? [];
  if (system === undefined || key === undefined) throw new Error(USAGE);
  const config = readConfig();
  if (config.provider)
    throw new Error('JWKS_URL is set: the demo issuer is off, and nobody else signs tokens for roles that are not yours.');
  const url = values.url ?? `http://127.0.0.1:${config.port}`;
  const rows = await askAsRoles(await asDemoPersons(url, config), SHOWN_ROLES, { system, key });
  const lines = [...rows].map(([field, cells]) => [field, ...cells.map(textOf)]);
  process.stdout.write(
    `${[['', ...SHOWN_ROLES], ...lines].map(line).join('\n')}\n\n·  may not read it   –  nothing there   /  does not exist for this audience\n`,
  );
}

async function asDemoPersons(url: string, { policyDir, dataDir }: ReturnType<typeof readConfig>): Promise<AskAs> {
  const roles = readRoles(join(policyDir, 'roles.yaml'));
  const issuer = await demoIssuerKey(join(dataDir, 'demo-issuer.jwk'));
  const tokens = new Map<string, string>();
  for (const [role, definition] of roles) tokens.set(role, await signDemoToken(issuer, { role, definition, ttl: '5m' }));
  return async (role, query, variables) => {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${tokens.get(role) ?? ''}` },
      body: JSON.stringify({ query, variables }),
    }).catch((cause: unknown) => {
      throw new Error(`Nothing answers at ${url}. Start the graph (npm start) or name its address: --url`, { cause });
    });
    return response.json();
  };
}

function textOf(cell: Cell): string {
  switch (cell.kind) {
    case 'VALUE':
      return cell.text;
    case 'EMPTY':
      return '–';
    case 'REFUSED':
      return '·';
    case 'UNKNOWN':
      return '/';
  }
}

const line = (cells: readonly string[]): string =>
  cells
    .map((cell, i) => fit(cell, i === 0 ? 24 : WIDTH))
    .join(' ')
    .trimEnd();

/** Cut or filled to a width of columns; Chinese characters take two. */
function fit(text: string, width: number): string {
  let taken = 0;
  let shown = '';
  for (const character of text) {
    const wide = /[\u1100-\uffe6]/.test(character) ? 2 : 1;
    if (taken + wide > width) break;
    taken += wide;
    shown += character;
  }
  return shown + ' '.repeat(width - taken);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
