import { gather } from '#core/give-way';
import { sourceKeyText } from '#core/source-key';
import { MatchIndex, type PartyChanges, type Reclustered } from '../identity/match-index';
import type { Model } from '../identity/score/calibrate';
import { SMALLEST_POPULATION } from '../identity/score/frequencies';
import { readModel } from '../identity/score/model-file';
import type { IdentitySettings } from './identity-settings';
import { evidenceOf, type MatchEvidence } from './match-evidence';
import { normalPartyOf } from './normal-party';
import type { PartyChange } from './party-record';
import { planCustomers, type PlannedCustomer, type PlanRules } from './plan-customers';
import type { DecisionSource, RecordDecisions } from './record-decisions';
import type { PairRow, RegistryRows } from './registry-rows';
import type { Decided } from '../stewardship/steward-decision.source';
import { isChanged, observed, observedAll } from './observe-records';
import { differencesOf, type ReadRegistry } from './read-registry';
import type { StoredRecord } from './stored-record';
import type { WholeMatching } from './whole-matching';

/** A model serves until the records have grown to this many times those it was fitted to. */
const OUTGROWN = 4;
/** From this share of changed records on everything is matched anew: that is less work. */
const MANY = 0.5;
/** Pieces of work that others wait for at most: some ten milliseconds. */
const [RECORDS_AT_ONCE, CUSTOMERS_AT_ONCE] = [100, 50];

export interface MatchingParts {
  readonly writer: RegistryRows;
  readonly settings: IdentitySettings;
  readonly decisions: DecisionSource;
  readonly whole: WholeMatching;
  readonly newId: (prefix: 'cus') => string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Runs work that only one process may do at a time. */
  readonly exclusively: <T>(work: () => Promise<T>) => Promise<T>;
}

/** What is matched, for those who only look. */
export type Matched = Readonly<Pick<Loaded, 'index' | 'model' | 'revision'>>;

/** The records as they are in memory, with the revision of the registry that they are equal to. */
interface Loaded extends RecordDecisions {
  readonly index: MatchIndex;
  readonly model: Model;
  revision: string;
}

/** Records as they were, and the customers that come of a change. */
export interface Outcome {
  readonly before: ReadonlyMap<string, StoredRecord>;
  readonly customers: readonly PlannedCustomer[];
}

/** Other decisions, and what follows from them for records. */
export interface DecisionChange {
  readonly next: RecordDecisions;
  /** Records that the changed decisions are about. */
  readonly touched: readonly string[];
  /** Ids that records are at home with from now on. */
  readonly homes: ReadonlyMap<string, string>;
}

/** What is said of an outcome before it is written; without a decision nothing is. */
export interface Told<T> {
  readonly answer: T;
  readonly decided: Decided | null;
}

/**
 * Keeps the customers of the registry equal to what matching all records anew would give. Every change is one transaction;
 * after a failure the records are loaded from the store again.
 */
export class PartyMatching {
  private loaded: Loaded | null = null;
  private running: Promise<unknown> = Promise.resolve();

  constructor(private readonly parts: MatchingParts) {}

  /** False before all records were matched by these rules: single ones cannot be followed then. */
  async isBuilt(): Promise<boolean> {
    return (await this.parts.writer.builtBy()) === this.parts.settings.rules;
  }

  /**
   * Follows records that changed or are gone; one that did not change costs nothing.
   * @param down systems that references could not be looked up in
   * @returns how many records changed
   */
  applyPartyChanges(changes: readonly PartyChange[], down: ReadonlySet<string> = new Set()): Promise<number> {
    return this.alone(async () => {
      const before = await this.parts.writer.recordsByIds(changes.map(sourceKeyText));
      const now = this.instant();
      const next = changes.flatMap(({ record, contracts }) =>
        record ? observed(record, contracts, before.get(sourceKeyText(record)), { down, now }) : [],
      );
      const removed = changes.filter(({ record }) => record === null).map(sourceKeyText);
      return this.follow(
        next.filter((record) => isChanged(record, before.get(record.id))),
        removed.filter((id) => before.has(id)),
      );
    });
  }

  /** Brings the registry up to date with all records that were read. @returns how many of them changed */
  build(read: ReadRegistry): Promise<number> {
    return this.alone(async () => {
      const { writer, settings } = this.parts;
      const { suspects, gone } = differencesOf(read, await writer.hashes());
      if ((await writer.builtBy()) !== settings.rules) return this.matchAll(read, gone);
      if (suspects.length + gone.length === 0) return 0;
      const before = await writer.recordsByIds(suspects.map(sourceKeyText));
      const observed = await observedAll(suspects, read, before, this.instant());
      const changed = observed.filter((record) => isChanged(record, before.get(record.id)));
      const records = read.records.length;
      if (changed.length > MANY * records || isOutgrown(await this.model(), records)) return this.matchAll(read, gone);
      return this.follow(changed, gone);
    });
  }

  /**
   * Follows other decisions from now on, or only tells what would come of them.
   * @param make what changes, seen alone: nothing else happens meanwhile; null: nothing does
   */
  decide<T>(make: () => Promise<DecisionChange | null>, tell: (outcome: Outcome) => Promise<Told<T>>): Promise<T | null> {
    return this.alone(async () => {
      const loaded = await this.load();
      const change = await make();
      if (change === null) return null;
      const { next, touched, homes } = change;
      loaded.index.decide(next.decisions);
      const outcome = await this.plan({ ...loaded, ...next }, loaded.index.recluster(touched), { homes });
      const { answer, decided } = await tell(outcome);
      if (decided === null) {
        loaded.index.decide(loaded.decisions);
        loaded.index.recluster(touched);
        return answer;
      }
      const revision = await this.parts.writer.write({ ...outcome, removed: [], matched: [], newPairs: [], decided });
      this.loaded = { ...loaded, ...next, revision };
      return answer;
    });
  }

  /** Looks at the records as they are, while nothing changes them. */
  look<T>(at: (matched: Matched) => T): Promise<T> {
    return this.inTurn(async () => at(await this.load()));
  }

  private readonly instant = (): string => new Date(this.parts.now()).toISOString();

  /** What the records were scored with last, or null when that was by other weights. */
  private async model(): Promise<Model | null> {
    const { writer, settings } = this.parts;
    const text = await writer.model(settings.version);
    return text === null ? null : this.modelIn(text);
  }

  private modelIn(text: string): Model {
    const { weights, blocking } = this.parts.settings;
    return readModel(text, weights, blocking);
  }

  private async matchAll(read: ReadRegistry, removed: readonly string[]): Promise<number> {
    const { writer, settings, decisions, whole } = this.parts;
    // What is in memory is of no use any more, and would be there twice.
    this.loaded = null;
    const before = new Map((await writer.records()).map((record) => [record.id, record]));
    const kept = [...before.values()].filter(({ record }) => read.down.has(record.system));
    const records = [...kept, ...(await observedAll(read.records, read, before, this.instant()))];
    const known = await writer.model(settings.version);
    const fits = known !== null && !isOutgrown(this.modelIn(known), records.length);
    const { decisions: inForce, pins } = await decisions.inForce();
    const matched = await whole.match(records, settings, fits ? known : null, inForce);
    const put = new Map(records.map((record) => [record.id, record]));
    const customers = await this.planned(matched.clusters, put, { pins, evidenceOf: (at) => matched.evidence[at] ?? [] });
    const all = { model: { version: settings.version, text: matched.model }, rules: settings.rules };
    await writer.write({ customers, before, removed, newPairs: matched.pairs, matched: all });
    return records.length;
  }

  private async follow(changed: readonly StoredRecord[], removed: readonly string[]): Promise<number> {
    if (changed.length + removed.length === 0) return 0;
    const loaded = await this.load();
    const changes: PartyChanges = { put: changed.map(({ record }) => normalPartyOf(record)), remove: removed };
    const reclustered = loaded.index.change(changes);
    const put = new Map(changed.map((record) => [record.id, record]));
    const { customers, before } = await this.plan(loaded, reclustered, { put, removed });
    const matched = [...put.keys(), ...removed];
    const newPairs = reclustered.newPairs.map(({ a, b, score, conflict }): PairRow => [a.id, b.id, score, conflict]);
    loaded.revision = await this.parts.writer.write({ customers, before, removed, matched, newPairs });
    return matched.length;
  }

  private async plan(
    { index, model, pins }: Loaded,
    { clusters }: Pick<Reclustered, 'clusters'>,
    changes: {
      readonly put?: ReadonlyMap<string, StoredRecord>;
      readonly removed?: readonly string[];
      readonly homes?: ReadonlyMap<string, string>;
    },
  ): Promise<Outcome> {
    const ids = clusters.flatMap((cluster) => cluster.map(({ id }) => id));
    const before = await this.parts.writer.recordsByIds([...ids, ...(changes.removed ?? [])]);
    const records = new Map<string, StoredRecord>();
    for (const id of ids) {
      const record = changes.put?.get(id) ?? before.get(id);
      if (record) records.set(id, { ...record, home: changes.homes?.get(id) ?? record.home });
    }
    const named = clusters.map((cluster) => cluster.map(({ id }) => id));
    const reasons = (at: number): readonly MatchEvidence[] => evidenceOf(clusters[at] ?? [], (id) => index.pairsOf(id), model);
    return { before, customers: await this.planned(named, records, { pins, evidenceOf: reasons }) };
  }

  private planned(
    clusters: readonly (readonly string[])[],
    records: ReadonlyMap<string, StoredRecord>,
    { pins, evidenceOf: reasons }: Pick<RecordDecisions, 'pins'> & Pick<PlanRules, 'evidenceOf'>,
  ): Promise<readonly PlannedCustomer[]> {
    const { settings, newId } = this.parts;
    const rules = {
      survivorship: settings.survivorship,
      newId: () => newId('cus'),
      evidenceOf: reasons,
      pinsOf: (id: string) => pins.get(id) ?? [],
    };
    return gather(planCustomers(clusters, records, rules), CUSTOMERS_AT_ONCE);
  }

  /** The records in memory, loaded anew when another process changed the registry. */
  private async load(): Promise<Loaded> {
    const { writer, decisions } = this.parts;
    const revision = await writer.revision();
    if (this.loaded?.revision === revision) return this.loaded;
    const model = await this.model();
    if (model === null) throw new Error('The registry has not been built with these weights');
    const index = new MatchIndex(model);
    const inForce = await decisions.inForce();
    index.decide(inForce.decisions);
    const parties = mapped(await writer.records(), ({ record }) => normalPartyOf(record));
    await gather(index.restoring(parties, await writer.pairs()), RECORDS_AT_ONCE);
    this.loaded = { index, model, revision, ...inForce };
    return this.loaded;
  }

  /** One change at a time in this process, and among processes; a failure forgets what is in memory. */
  private alone<T>(work: () => Promise<T>): Promise<T> {
    return this.inTurn(() => this.parts.exclusively(work));
  }

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.running.then(async () => {
      try {
        return await work();
      } catch (error) {
        this.loaded = null;
        throw error;
      }
    });
    this.running = mine.catch(() => undefined);
    return mine;
  }
}

/** True when the records have outgrown those that the model was fitted to. */
function isOutgrown(model: Model | null, records: number): boolean {
  if (model === null) return true;
  const { PERSON, ORGANISATION } = model.kinds;
  const fitted = PERSON.frequencies.table.records + ORGANISATION.frequencies.table.records;
  return records > OUTGROWN * Math.max(fitted, SMALLEST_POPULATION);
}

function* mapped<A, B>(items: readonly A[], map: (item: A) => B): Generator<B> {
  for (const item of items) yield map(item);
}
