import { Supergraph } from '@apollo/federation-internals';
import { lexicographicSortSchema, parse, print, printSchema } from 'graphql';
import type { MayRead } from '#policy/access-table';
import type { Audience } from '#policy/claims';
import { restrictToAudience } from './restrict-to-audience';

export interface AudienceSchema {
  /** What a gateway for the audience plans on. */
  readonly supergraph: string;
  /** What clients of the audience see. */
  readonly api: string;
}

/** The schema of one audience. @throws Error naming grants that make no schema, or what dangles in it */
export function audienceSchema(supergraph: string, audience: Audience, mayRead: MayRead): AudienceSchema {
  const restricted = restrictToAudience(parse(supergraph, { noLocation: true }), (type, field) => mayRead(audience, type, field));
  if (restricted.problems.length > 0) throw new Error(`The schema of ${audience}:\n${restricted.problems.join('\n')}`);
  const text = `${print(restricted.supergraph)}\n`;
  const api = Supergraph.build(text).apiSchema().toGraphQLJSSchema();
  return { supergraph: text, api: `${printSchema(lexicographicSortSchema(api))}\n` };
}
