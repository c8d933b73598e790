import { join } from 'node:path';
import { readAccessPolicy, type AccessPolicy } from '#policy/access-policy';
import { readOperationLimits, type OperationLimits } from '#policy/operation-limits';
import type { Config } from './config';

/** What callers may ask for. */
export interface Rules {
  /** What operations may cost and how many a caller may send. */
  readonly limits: OperationLimits;
  /** Who sees which field. */
  readonly policy: AccessPolicy;
}

/** Reads the rules of the policy folder. @throws Error that names the file and what is wrong in it */
export const readRules = ({ policyDir }: Pick<Config, 'policyDir'>): Rules => ({
  limits: readOperationLimits(join(policyDir, 'limits.yaml')),
  policy: readAccessPolicy(policyDir),
});
