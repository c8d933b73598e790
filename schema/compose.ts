import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { buildCustomersSubgraph } from '../subgraphs/customers/schema';
import { buildHospitalitySubgraph } from '../subgraphs/hospitality/schema';
import { buildSalesSubgraph } from '../subgraphs/sales/schema';
import { buildServiceTicketsSubgraph } from '../subgraphs/service-tickets/schema';
import { composeSupergraph } from './compose-supergraph';
import { summarizeDrift } from './summarize-drift';

const SUBGRAPHS: Readonly<Record<string, () => { readonly sdl: string }>> = {
  customers: buildCustomersSubgraph,
  sales: buildSalesSubgraph,
  'service-tickets': buildServiceTicketsSubgraph,
  hospitality: buildHospitalitySubgraph,
};

/** The generated files: path -> text. */
function compose(): ReadonlyMap<string, string> {
  const sdls = Object.entries(SUBGRAPHS).map(([name, build]) => ({ name, sdl: build().sdl }));
  const { supergraph, problems } = composeSupergraph(sdls);
  if (problems.length > 0 || supergraph === null) throw new Error(`The subgraphs do not compose:\n${problems.join('\n')}`);
  return new Map([
    ...sdls.map(({ name, sdl }): [string, string] => [`schema/${name}.graphql`, sdl]),
    ['schema/supergraph.graphql', `${supergraph}\n`],
  ]);
}

const readIfThere = (path: string): string | null => (existsSync(path) ? readFileSync(path, 'utf8') : null);

try {
  const files = compose();
  if (process.argv.includes('--check')) {
    const drift = [...files].flatMap(([path, text]) => summarizeDrift(path, readIfThere(path), text) ?? []);
    if (drift.length > 0) throw new Error(`Not what the code says; run: npm run compose\n${drift.join('\n')}`);
  } else {
    for (const [path, text] of files) writeFileSync(path, text);
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
