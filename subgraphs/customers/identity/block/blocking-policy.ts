import { z } from 'zod';
import { isBlockPart, type BlockPart } from './block-parts';

const part = z.string().transform((name, context): BlockPart => {
  if (isBlockPart(name)) return name;
  context.addIssue({ code: 'custom', message: `unknown part ${name} of a block key` });
  return z.NEVER;
});

const kindPolicy = z.strictObject({
  /** Records that have all parts of a key equal are compared. */
  keys: z.array(z.array(part).min(1)).min(1),
  /** What an oversize block is split by: a record stays with those that share one of these. */
  refine: z.array(part).min(1),
});

export const blockingPolicySchema = z.strictObject({
  version: z.int(),
  /** Records a block may have before it is split. */
  limit: z.int().min(2),
  PERSON: kindPolicy,
  ORGANISATION: kindPolicy,
});

export type BlockingPolicy = z.infer<typeof blockingPolicySchema>;
