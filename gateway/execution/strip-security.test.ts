import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApolloGateway } from '@apollo/gateway';
import { parse, print } from 'graphql';
import { pino } from 'pino';
import { stripSecurity } from './strip-security';

const sdl = `
schema
  @link(url: "https://specs.apollo.dev/link/v1.0")
  @link(url: "https://specs.apollo.dev/join/v0.5", for: EXECUTION)
  @link(url: "https://specs.apollo.dev/tag/v0.3")
  @link(url: "https://specs.apollo.dev/inaccessible/v0.2", for: SECURITY)
  @link(url: "https://specs.apollo.dev/policy/v0.1", as: "rule", for: SECURITY)
  @link(url: "https://specs.apollo.dev/requiresScopes/v0.1", import: [{ name: "@requiresScopes", as: "@scoped" }], for: SECURITY)
{ query: Query }
directive @rule(policies: [[rule__Policy!]!]!) on FIELD_DEFINITION
directive @scoped(scopes: [[requiresScopes__Scope!]!]!) on FIELD_DEFINITION
directive @inaccessible on FIELD_DEFINITION
directive @tag(name: String!) on FIELD_DEFINITION
scalar rule__Policy
scalar requiresScopes__Scope
scalar Date
type Query {
  a: Date @rule(policies: [["finance"]]) @tag(name: "x")
  b: Int @scoped(scopes: [["read"]]) @inaccessible
}`;

it('takes the access directives out, under whatever name, and leaves the rest', () => {
  const text = stripSecurity(sdl);
  for (const gone of ['rule', 'scoped', 'policy', 'requiresScopes']) expect(text).not.toContain(gone);
  for (const kept of ['a: Date @tag(name: "x")', 'b: Int @inaccessible', 'scalar Date', 'join/v0.5', 'inaccessible/v0.2'])
    expect(text).toContain(kept);
});

it('is what it was when there is nothing to take out', () => {
  const plain = print(
    parse('schema @link(url: "https://specs.apollo.dev/join/v0.5", for: EXECUTION) { query: Query } type Query { a: Int }'),
  );
  expect(stripSecurity(plain)).toBe(plain);
});

describe("the product's supergraph, which other engines enforce as well", () => {
  const product = readFileSync(join(__dirname, '../../schema/supergraph.graphql'), 'utf8');
  const load = async (supergraphSdl: string): Promise<string> => {
    const gateway = new ApolloGateway({ supergraphSdl, logger: pino({ level: 'silent' }) });
    const loaded = await gateway.load({ apollo: {} }).then(
      () => 'loaded',
      (error: unknown) => String(error),
    );
    await gateway.stop().catch(() => undefined);
    return loaded;
  };

  it('is refused by the planner as it is', async () => {
    expect(product).toContain('@link(url: "https://specs.apollo.dev/requiresScopes/v0.1", for: SECURITY)');
    expect(await load(product)).toContain('requiresScopes');
  });

  it('is taken without its access directives', async () => {
    expect(await load(stripSecurity(product))).toBe('loaded');
  });
});
