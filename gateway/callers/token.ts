import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readRoles } from '#policy/roles';
import { readConfig } from '../config';
import { demoIssuerKey, signDemoToken } from './demo-issuer';

async function main(): Promise<void> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: {
      sub: { type: 'string' },
      partner: { type: 'string' },
      ttl: { type: 'string', default: '1h' },
      scope: { type: 'string' },
    },
  });
  const config = readConfig();
  if (config.provider) throw new Error('JWKS_URL is set: tokens come from your identity provider, the demo issuer is off.');
  const roles = readRoles(join(config.policyDir, 'roles.yaml'));
  const [role = ''] = positionals;
  const definition = roles.get(role);
  if (!definition)
    throw new Error(`${role ? `There is no role ${role}.` : 'Name a role.'} Known are: ${[...roles.keys()].join(', ')}`);
  const key = await demoIssuerKey(join(config.dataDir, 'demo-issuer.jwk'));
  process.stdout.write(
    `${await signDemoToken(key, { role, definition, sub: values.sub, partner: values.partner, ttl: values.ttl, scope: values.scope })}\n`,
  );
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
