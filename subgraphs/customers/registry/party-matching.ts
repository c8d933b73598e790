import { gather } from '#core/give-way';
import { sourceKeyText } from '#core/source-key';
import { MatchIndex, type PartyChanges, type Reclustered } from '../identity/match-index';
import type { Model } from '../identity/score/calibrate';
import { isOutgrown, matchAnew, plannedOf, storedModel } from './match-anew';
import type { MatchingParts } from './matching-parts';
import { normalPartyWith } from './earlier-party';
import { evidenceOf, type MatchEvidence } from './match-evidence';
import type { PartyChange } from './party-record';
import type { PlannedCustomer } from './plan-customers';
import type { RecordDecisions } from './record-decisions';
import { regroupedBy, type Regrouped } from './regrouped';
import type { PairRow } from './registry-rows';
import type { Decided } from '../stewardship/steward-decision.source';
import { isChanged, observed, observedAll } from './observe-records';
import { differencesOf, type ReadRegistry } from './read-registry';
import type { StoredRecord } from './stored-record';

/** From this share of changed records on everything is matched anew: that is less work. */
const MANY = 0.5;
/** A piece of work that others wait for at most: some ten milliseconds. */
const RECORDS_AT_ONCE = 100;

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

export interface RebuildOptions {
  /** The model is fitted to the records as they are now, whatever they were scored with before. */
  readonly isFitted: boolean;
  /** Nothing is written. */
  readonly isDryRun: boolean;
}

export interface Rebuilt extends Regrouped {
  /** False when the records were scored with what they were scored with before. */
  readonly isFitted: boolean;
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
      if (changed.length > MANY * records || isOutgrown(await storedModel(this.parts), records)) return this.matchAll(read, gone);
      return this.follow(changed, gone);
    });
  }

  /** Matches all records as they are stored anew, whatever has changed; no source is asked. */
  rebuild({ isFitted, isDryRun }: RebuildOptions): Promise<Rebuilt> {
    return this.alone(async () => {
      const before = await this.stored();
      const anew = await matchAnew(this.parts, [...before.values()], before, isFitted);
      if (!isDryRun) await this.parts.writer.write({ ...anew.change, removed: [] });
      return { ...regroupedBy(before, anew.change.customers), isFitted: anew.isFitted };
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

  private async matchAll(read: ReadRegistry, removed: readonly string[]): Promise<number> {
    const before = await this.stored();
    const kept = [...before.values()].filter(({ record }) => read.down.has(record.system));
    const records = [...kept, ...(await observedAll(read.records, read, before, this.instant()))];
    const { change } = await matchAnew(this.parts, records, before);
    await this.parts.writer.write({ ...change, removed });
    return records.length;
  }

  /** All records, for work that needs them once. */
  private async stored(): Promise<ReadonlyMap<string, StoredRecord>> {
    // What is in memory is of no use any more, and would be there twice.
    this.loaded = null;
    return new Map((await this.parts.writer.records()).map((record) => [record.id, record]));
  }

  private async follow(changed: readonly StoredRecord[], removed: readonly string[]): Promise<number> {
    if (changed.length + removed.length === 0) return 0;
    const loaded = await this.load();
    const changes: PartyChanges = {
      put: changed.map(({ record, earlier }) => normalPartyWith(record, earlier)),
      remove: removed,
    };
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
    return { before, customers: await plannedOf(this.parts, named, records, { pins, evidenceOf: reasons }) };
  }

  /** The records in memory, loaded anew when another process changed the registry. */
  private async load(): Promise<Loaded> {
    const { writer, decisions } = this.parts;
    const revision = await writer.revision();
    if (this.loaded?.revision === revision) return this.loaded;
    const model = await storedModel(this.parts);
    if (model === null) throw new Error('The registry has not been built with these weights');
    const index = new MatchIndex(model);
    const inForce = await decisions.inForce();
    index.decide(inForce.decisions);
    const parties = mapped(await writer.records(), ({ record, earlier }) => normalPartyWith(record, earlier));
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

function* mapped<A, B>(items: readonly A[], map: (item: A) => B): Generator<B> {
  for (const item of items) yield map(item);
}
