/** Who a schema variant is made for; decided by the token alone. */
export const AUDIENCES = ['STAFF', 'BI', 'PARTNER'] as const;
export type Audience = (typeof AUDIENCES)[number];

/** What a verified token says about its caller; subgraphs trust nothing else. */
export interface Claims {
  readonly sub: string;
  readonly roles: readonly string[];
  readonly audience: Audience;
  readonly employee?: string;
  readonly region?: string;
  readonly hotel?: string;
  readonly partner?: string;
}
