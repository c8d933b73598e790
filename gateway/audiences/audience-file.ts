import { dirname, join } from 'node:path';
import type { GraphAudience } from '#policy/claims';

/** The supergraph of one audience of the graph, as `npm run compose` writes it beside the whole one. */
export function audienceFile(supergraphFile: string, audience: GraphAudience): string {
  return join(dirname(supergraphFile), 'audiences', `${audience.toLowerCase()}.graphql`);
}
