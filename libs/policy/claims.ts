/** Who the customer graph has a schema for; subgraphs answer nobody else. */
export const GRAPH_AUDIENCES = ['STAFF', 'BI', 'PARTNER'] as const;
export type GraphAudience = (typeof GRAPH_AUDIENCES)[number];

/** Who a schema is made for; decided by the token alone. Auditors have a schema of their own, which leads to no customer. */
export const AUDIENCES = [...GRAPH_AUDIENCES, 'AUDITOR'] as const;
export type Audience = (typeof AUDIENCES)[number];

/** What a verified token says about its caller, and what the request is for; subgraphs trust nothing else. */
export interface Claims {
  readonly sub: string;
  readonly roles: readonly string[];
  readonly audience: Audience;
  readonly employee?: string;
  readonly region?: string;
  readonly hotel?: string;
  readonly partner?: string;
  /** What the data are asked for; absent: the purpose that the audience has by itself. */
  readonly purpose?: string;
}

/** Claims of a caller whom subgraphs answer. */
export interface GraphClaims extends Claims {
  readonly audience: GraphAudience;
}

/** Whether subgraphs answer a caller. */
export const isOfGraph = (claims: Claims): claims is GraphClaims => claims.audience !== 'AUDITOR';
