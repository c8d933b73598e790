import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { lexicographicSortSchema, parse, printSchema } from 'graphql';
import { readAccessTable, type MayRead } from '#policy/access-table';
import { readAreaRights } from '#policy/area-rights';
import { GRAPH_AUDIENCES } from '#policy/claims';
import { readFieldRules } from '#policy/field-rules';
import { readOperationLimits } from '#policy/operation-limits';
import { readPurposes } from '#policy/purposes';
import { readRoles } from '#policy/roles';
import { buildAuditorSchema } from '../gateway/auditors/auditor-schema';
import { buildCustomersSubgraph } from '../subgraphs/customers/schema';
import { buildHospitalitySubgraph } from '../subgraphs/hospitality/schema';
import { buildSalesSubgraph } from '../subgraphs/sales/schema';
import { buildServiceTicketsSubgraph } from '../subgraphs/service-tickets/schema';
import { accessPage } from './access-page';
import { audienceSchema } from './audience-schema';
import { composeSupergraph, type SubgraphSdl } from './compose-supergraph';
import { withPolicyDirectives } from './directives/policy-directives';
import { lintAccess } from './lint-access';
import { lintSupergraph } from './lint-supergraph';
import { summarizeDrift } from './summarize-drift';

const SUBGRAPHS: Readonly<Record<string, () => { readonly sdl: string }>> = {
  customers: buildCustomersSubgraph,
  sales: buildSalesSubgraph,
  'service-tickets': buildServiceTicketsSubgraph,
  hospitality: buildHospitalitySubgraph,
};

const POLICY = 'schema/policy';

/** The generated files: path -> text. */
function compose(): ReadonlyMap<string, string> {
  const sdls = Object.entries(SUBGRAPHS).map(([name, build]) => ({ name, sdl: build().sdl }));
  const fields = readFieldRules(`${POLICY}/fields.yaml`);
  const mayRead = readAccessTable(`${POLICY}/access.yaml`);
  // Without what only other engines read: the gateway has the policy itself.
  const supergraph = composed(sdls);
  const auditors = printSchema(lexicographicSortSchema(buildAuditorSchema()));
  const unruled = [...lintAccess([parse(supergraph), parse(auditors)], fields, mayRead), ...lintSupergraph(parse(auditors))];
  if (unruled.length > 0) throw new Error(`The access policy does not fit the graph:\n${unruled.join('\n')}`);
  const rules = { fields, mayRead, limits: readOperationLimits(`${POLICY}/limits.yaml`) };
  const ruled = sdls.map(({ name, sdl }) => ({ name, sdl: withPolicyDirectives(sdl, rules) }));
  return new Map([
    ...ruled.map(({ name, sdl }): [string, string] => [`schema/${name}.graphql`, sdl]),
    ['schema/supergraph.graphql', `${composed(ruled)}\n`],
    ...audiences(supergraph, mayRead),
    ['schema/audiences/auditor.api.graphql', `${auditors}\n`],
    [
      'docs/ACCESS.md',
      accessPage(
        readRoles(`${POLICY}/roles.yaml`),
        fields,
        readAreaRights(`${POLICY}/rights.yaml`),
        readPurposes(`${POLICY}/purposes.yaml`),
      ),
    ],
  ]);
}

function composed(subgraphs: readonly SubgraphSdl[]): string {
  const { supergraph, problems } = composeSupergraph(subgraphs);
  if (problems.length > 0 || supergraph === null) throw new Error(`The subgraphs do not compose:\n${problems.join('\n')}`);
  return supergraph;
}

function audiences(supergraph: string, mayRead: MayRead): readonly [string, string][] {
  return GRAPH_AUDIENCES.flatMap((audience): [string, string][] => {
    const schema = audienceSchema(supergraph, audience, mayRead);
    const name = `schema/audiences/${audience.toLowerCase()}`;
    return [
      [`${name}.graphql`, schema.supergraph],
      [`${name}.api.graphql`, schema.api],
    ];
  });
}

const readIfThere = (path: string): string | null => (existsSync(path) ? readFileSync(path, 'utf8') : null);

try {
  const files = compose();
  if (process.argv.includes('--check')) {
    const drift = [...files].flatMap(([path, text]) => summarizeDrift(path, readIfThere(path), text) ?? []);
    if (drift.length > 0) throw new Error(`Not what the code says; run: npm run compose\n${drift.join('\n')}`);
  } else {
    for (const [path, text] of files) {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
    }
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
