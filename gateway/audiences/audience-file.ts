import { dirname, join } from 'node:path';
import type { Audience } from '#policy/claims';

/** The supergraph of one audience, as `npm run compose` writes it beside the whole one. */
export function audienceFile(supergraphFile: string, audience: Audience): string {
  return join(dirname(supergraphFile), 'audiences', `${audience.toLowerCase()}.graphql`);
}
