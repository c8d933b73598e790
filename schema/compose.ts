import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import { buildCustomersSubgraph } from '../subgraphs/customers/schema';
import { buildHospitalitySubgraph } from '../subgraphs/hospitality/schema';
import { buildSalesSubgraph } from '../subgraphs/sales/schema';
import { buildServiceTicketsSubgraph } from '../subgraphs/service-tickets/schema';
import { lintSupergraph } from './lint-supergraph';

const SUBGRAPHS: Readonly<Record<string, () => { readonly sdl: string }>> = {
  customers: buildCustomersSubgraph,
  sales: buildSalesSubgraph,
  'service-tickets': buildServiceTicketsSubgraph,
  hospitality: buildHospitalitySubgraph,
};

/** Prints every subgraph and composes the supergraph; hints count as errors, for some of them drop fields in silence. */
function compose(): ReadonlyMap<string, string> {
  const sdls = Object.entries(SUBGRAPHS).map(([name, build]) => ({ name, sdl: build().sdl }));
  const result = composeServices(sdls.map(({ name, sdl }) => ({ name, url: `http://${name}.internal`, typeDefs: parse(sdl) })));
  const problems = [
    ...(result.errors ?? []).map(({ message }) => message),
    ...(result.hints ?? []).map((hint) => `${hint.definition.code}: ${hint.message}`),
    ...(result.supergraphSdl === undefined ? [] : lintSupergraph(parse(result.supergraphSdl))),
  ];
  if (problems.length > 0 || result.supergraphSdl === undefined)
    throw new Error(`The subgraphs do not compose:\n${problems.join('\n')}`);
  return new Map([
    ...sdls.map(({ name, sdl }): [string, string] => [`schema/${name}.graphql`, sdl]),
    ['schema/supergraph.graphql', `${result.supergraphSdl}\n`],
  ]);
}

try {
  const files = compose();
  if (process.argv.includes('--check')) {
    const stale = [...files]
      .filter(([path, text]) => !existsSync(path) || readFileSync(path, 'utf8') !== text)
      .map(([path]) => path);
    if (stale.length > 0) throw new Error(`Not what the code says: ${stale.join(', ')}. Run: npm run compose`);
  } else {
    for (const [path, text] of files) writeFileSync(path, text);
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
