import { gather } from '#core/give-way';
import type { Model } from '../identity/score/calibrate';
import { SMALLEST_POPULATION } from '../identity/score/frequencies';
import { readModel } from '../identity/score/model-file';
import type { MatchingParts } from './matching-parts';
import { planCustomers, type PlannedCustomer, type PlanRules } from './plan-customers';
import type { RecordDecisions } from './record-decisions';
import type { RegistryChange } from './registry-rows';
import type { StoredRecord } from './stored-record';

/** A model serves until the records have grown to this many times those it was fitted to. */
const OUTGROWN = 4;
/** A piece of work that others wait for at most: some ten milliseconds. */
const CUSTOMERS_AT_ONCE = 50;

/** All records matched anew, and what that changes in the registry. */
export interface MatchedAnew {
  readonly change: Omit<RegistryChange, 'removed'>;
  /** False when the records were scored with what they were scored with before. */
  readonly isFitted: boolean;
}

/**
 * Matches all records; nothing is written.
 * @param before the stored records
 * @param isFitted the model is fitted to these records, whatever they were scored with before
 */
export async function matchAnew(
  parts: Pick<MatchingParts, 'writer' | 'settings' | 'decisions' | 'whole' | 'newId'>,
  records: readonly StoredRecord[],
  before: ReadonlyMap<string, StoredRecord>,
  isFitted = false,
): Promise<MatchedAnew> {
  const { writer, settings, decisions, whole } = parts;
  const known = isFitted ? null : await writer.model(settings.version);
  const fits = known !== null && !isOutgrown(modelIn(known, parts), records.length);
  const { decisions: inForce, pins } = await decisions.inForce();
  const matched = await whole.match(records, settings, fits ? known : null, inForce);
  const put = new Map(records.map((record) => [record.id, record]));
  const customers = await plannedOf(parts, matched.clusters, put, { pins, evidenceOf: (at) => matched.evidence[at] ?? [] });
  const all = { model: { version: settings.version, text: matched.model }, rules: settings.rules };
  return { change: { customers, before, newPairs: matched.pairs, matched: all }, isFitted: !fits };
}

export function plannedOf(
  { settings, newId }: Pick<MatchingParts, 'settings' | 'newId'>,
  clusters: readonly (readonly string[])[],
  records: ReadonlyMap<string, StoredRecord>,
  { pins, evidenceOf }: Pick<RecordDecisions, 'pins'> & Pick<PlanRules, 'evidenceOf'>,
): Promise<readonly PlannedCustomer[]> {
  const rules = {
    survivorship: settings.survivorship,
    newId: () => newId('cus'),
    evidenceOf,
    pinsOf: (id: string) => pins.get(id) ?? [],
  };
  return gather(planCustomers(clusters, records, rules), CUSTOMERS_AT_ONCE);
}

/** What the records were scored with last, or null when that was by other weights. */
export async function storedModel(parts: Pick<MatchingParts, 'writer' | 'settings'>): Promise<Model | null> {
  const text = await parts.writer.model(parts.settings.version);
  return text === null ? null : modelIn(text, parts);
}

/** True when the records have outgrown those that the model was fitted to. */
export function isOutgrown(model: Model | null, records: number): boolean {
  if (model === null) return true;
  const { PERSON, ORGANISATION } = model.kinds;
  const fitted = PERSON.frequencies.table.records + ORGANISATION.frequencies.table.records;
  return records > OUTGROWN * Math.max(fitted, SMALLEST_POPULATION);
}

function modelIn(text: string, { settings: { weights, blocking } }: Pick<MatchingParts, 'settings'>): Model {
  return readModel(text, weights, blocking);
}
