import { z } from 'zod';
import type { BlockingPolicy } from '../block/blocking-policy';
import { COMPARISON_NAMES } from '../compare/comparison';
import { PARTY_KINDS, type PartyKind } from '../party';
import type { Model } from './calibrate';
import { kindModel, type FittedKind } from './kind-fit';
import type { KindModel } from './kind-model';
import type { WeightsFile } from './weights-file';

const numbers = z.array(z.number());
const table = z.array(numbers);

const kindFile = z.strictObject({
  prior: z.number(),
  m: table,
  u: table,
  records: z.int(),
  filled: numbers,
  /** By comparison: value and number of its other holders. */
  others: z.array(z.array(z.tuple([z.string(), z.number()]))),
});

const modelFile = z.strictObject({
  comparisons: z.array(z.string()),
  common: z.array(z.string()),
  PERSON: kindFile,
  ORGANISATION: kindFile,
});

function writeKind({ prior, m, u, frequencies }: FittedKind): z.infer<typeof kindFile> {
  const { records, filled, others } = frequencies;
  const rows = (levels: typeof m): number[][] => levels.map((level) => [...level]);
  return { prior, m: rows(m), u: rows(u), records, filled: [...filled], others: others.map((values) => [...values]) };
}

/** What was fitted to the records of each kind. */
export interface FittedModel extends Readonly<Record<PartyKind, FittedKind>> {
  readonly common: Iterable<string>;
}

const fittedOf = ({ parameters: { prior, m, u }, frequencies }: KindModel): FittedKind => ({
  prior,
  m,
  u,
  frequencies: frequencies.table,
});

/** What was fitted to a data set, as ASCII text; thresholds and rules stay in the weights. */
export const writeModel = ({ kinds, common }: Model): string =>
  writeFitted({ common, PERSON: fittedOf(kinds.PERSON), ORGANISATION: fittedOf(kinds.ORGANISATION) });

export function writeFitted({ common, PERSON, ORGANISATION }: FittedModel): string {
  const file: z.infer<typeof modelFile> = {
    comparisons: [...COMPARISON_NAMES],
    common: [...common].sort(),
    PERSON: writeKind(PERSON),
    ORGANISATION: writeKind(ORGANISATION),
  };
  return JSON.stringify(file).replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** A model as it was written: the same pairs score the same. @throws Error when it was written with other comparisons */
export function readModel(text: string, weights: WeightsFile, blocking: BlockingPolicy): Model {
  const file = modelFile.parse(JSON.parse(text));
  if (file.comparisons.join() !== COMPARISON_NAMES.join()) throw new Error('The model was fitted with other comparisons');
  const read = (kind: PartyKind): KindModel => {
    const { records, filled, others, ...fitted } = file[kind];
    const frequencies = { records, filled, others: others.map((values) => new Map(values)) };
    return kindModel(weights, kind, { ...fitted, frequencies });
  };
  const [organisations, persons] = PARTY_KINDS.map(read);
  if (!organisations || !persons) throw new Error('A model has both kinds of parties');
  return { kinds: { ORGANISATION: organisations, PERSON: persons }, blocking, common: new Set(file.common) };
}
