import { z } from 'zod';

/** How the surviving value of a field is chosen; the first rule that tells candidates apart decides. */
export const SURVIVORSHIP_RULES = ['SOURCE_RANK', 'NEWEST', 'OLDEST', 'MOST_COMPLETE', 'MOST_AGREED'] as const;
export type SurvivorshipRule = (typeof SURVIVORSHIP_RULES)[number];

const rules = z.array(z.enum(SURVIVORSHIP_RULES)).min(1);

export const survivorshipPolicySchema = z.strictObject({
  version: z.int(),
  /** Sources, the most trusted first; sources that are not listed come after these. */
  sources: z.array(z.string().min(1)),
  /** Rules of fields that have their own. */
  fields: z.record(z.string().min(1), rules),
  /** Rules of all other fields. */
  otherwise: rules,
});

export type SurvivorshipPolicy = z.infer<typeof survivorshipPolicySchema>;
