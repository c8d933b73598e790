import { z } from 'zod';
import { COMPARISONS, COMPARISON_NAMES, isComparisonName, type ComparisonName } from '../compare/comparison';

const probability = z.number().gt(0).max(1);
/** Of each level: how often two records of one party show it (m), and two of different parties (u). */
const level = z.strictObject({ m: probability, u: probability });

const comparisons = z.strictObject(
  Object.fromEntries(
    COMPARISON_NAMES.map((name) => [name, z.strictObject(Object.fromEntries(COMPARISONS[name].map((one) => [one, level])))]),
  ),
);

/** Comparisons with the levels that are meant. */
const levelsByComparison = z
  .partialRecord(z.enum(Object.keys(COMPARISONS)), z.array(z.string()).min(1))
  .superRefine((record, context) => {
    for (const [name, levels] of Object.entries(record)) {
      if (!isComparisonName(name)) continue;
      const known: readonly string[] = COMPARISONS[name];
      for (const one of levels ?? []) {
        if (!known.includes(one))
          context.addIssue({ code: 'custom', message: `${name} has no level ${one}; it has ${known.join(', ')}` });
      }
    }
  });

/** A pair that shows one of the levels of every comparison in `when`, and none of those in `unless`, has its score bounded. */
const bound = z.strictObject({
  name: z.string().min(1),
  when: levelsByComparison,
  unless: levelsByComparison.optional(),
  score: z.number(),
});

const kindWeights = z.strictObject({
  /** Posterior log2 odds from which records are merged. */
  merge: z.number(),
  /** Posterior log2 odds from which a person decides. */
  review: z.number(),
  /** What no sum of other evidence outweighs. */
  caps: z.array(bound),
  /** What counts for itself, whatever else is missing. */
  floors: z.array(bound),
  comparisons,
});

export const weightsSchema = z.strictObject({
  version: z.int(),
  /** What the weights were learned from. */
  trainedOn: z.array(z.string()),
  /** How many matches the weights of this file count for when a data set adjusts them. */
  trust: z.number().positive(),
  /** Records with a value that were not seen, per comparison; the smaller, the more unique a shared value is. */
  rarity: z.partialRecord(z.enum(Object.keys(COMPARISONS)), z.number().positive()),
  PERSON: kindWeights,
  ORGANISATION: kindWeights,
});

export type WeightsFile = z.infer<typeof weightsSchema>;
export type KindWeights = z.infer<typeof kindWeights>;
export type BoundRule = z.infer<typeof bound>;

const DEFAULT_RARITY = 0.5;

export function rarityOf(weights: WeightsFile, comparison: ComparisonName): number {
  return weights.rarity[comparison] ?? DEFAULT_RARITY;
}
