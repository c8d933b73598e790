import { z } from 'zod';
import type { BlockingPolicy } from '../block/blocking-policy';
import { COMPARISON_NAMES } from '../compare/comparison';
import { PARTY_KINDS, type PartyKind } from '../party';
import { kindModel, type Model } from './calibrate';
import { Frequencies } from './frequencies';
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

function writeKind({ parameters: { prior, m, u }, frequencies }: KindModel): z.infer<typeof kindFile> {
  const { records, filled, others } = frequencies.table;
  const rows = (levels: typeof m): number[][] => levels.map((level) => [...level]);
  return { prior, m: rows(m), u: rows(u), records, filled: [...filled], others: others.map((values) => [...values]) };
}

/** What was fitted to a data set, as ASCII text; thresholds and rules stay in the weights. */
export function writeModel({ kinds, common }: Model): string {
  const file: z.infer<typeof modelFile> = {
    comparisons: [...COMPARISON_NAMES],
    common: [...common].sort(),
    PERSON: writeKind(kinds.PERSON),
    ORGANISATION: writeKind(kinds.ORGANISATION),
  };
  return JSON.stringify(file).replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** A model as it was written: the same pairs score the same. @throws Error when it was written with other comparisons */
export function readModel(text: string, weights: WeightsFile, blocking: BlockingPolicy): Model {
  const file = modelFile.parse(JSON.parse(text));
  if (file.comparisons.join() !== COMPARISON_NAMES.join()) throw new Error('The model was fitted with other comparisons');
  const read = (kind: PartyKind): KindModel => {
    const { records, filled, others, ...fitted } = file[kind];
    return kindModel(
      weights,
      kind,
      fitted,
      new Frequencies({ records, filled, others: others.map((values) => new Map(values)) }),
    );
  };
  const [organisations, persons] = PARTY_KINDS.map(read);
  if (!organisations || !persons) throw new Error('A model has both kinds of parties');
  return { kinds: { ORGANISATION: organisations, PERSON: persons }, blocking, common: new Set(file.common) };
}
