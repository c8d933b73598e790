import { sourceKeyText } from '#core/source-key';
import { MatchIndex, type PartyChanges, type Reclustered } from '../identity/match-index';
import { calibrate, type Model } from '../identity/score/calibrate';
import { SMALLEST_POPULATION } from '../identity/score/frequencies';
import { readModel, writeModel } from '../identity/score/model-file';
import type { IdentitySettings } from './identity-settings';
import { evidenceOf } from './match-evidence';
import { normalPartyOf } from './normal-party';
import type { PartyChange, PartyRecord } from './party-record';
import { planCustomers, type PlannedCustomer } from './plan-customers';
import type { DecisionSource, RecordDecisions } from './record-decisions';
import type { RegistryRows } from './registry-rows';
import type { Decided } from '../stewardship/steward-decision.source';
import { contractsOf, differencesOf, type ReadRegistry } from './read-registry';
import { newRecord, recordText, type StoredRecord } from './stored-record';

/** A model serves until the records have grown to this many times those it was fitted to. */
const OUTGROWN = 4;
/** From this share of changed records on everything is matched anew: that is less work. */
const MANY = 0.5;

export interface MatchingParts {
  readonly writer: RegistryRows;
  readonly settings: IdentitySettings;
  readonly decisions: DecisionSource;
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
        record ? this.observed(record, contracts, before.get(sourceKeyText(record)), { down, now }) : [],
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
      const changed = this.observedAll(suspects, read, before).filter((record) => isChanged(record, before.get(record.id)));
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

  /** One for all records of a piece of work: none of them is newer for being read later. */
  private readonly instant = (): string => new Date(this.parts.now()).toISOString();

  private observed(
    read: PartyRecord,
    contracts: readonly string[] | null,
    old: StoredRecord | undefined,
    { down, now }: { readonly down: ReadonlySet<string>; readonly now: string },
  ): StoredRecord {
    if (!old) return { ...newRecord(read, now), contracts: contracts ?? [] };
    const record = withKnownReference(read, old.record, down);
    const known = { ...old, contracts: contracts ?? old.contracts };
    return recordText(old.record) === recordText(record) ? known : { ...known, record, observedAt: now };
  }

  private observedAll(
    records: readonly PartyRecord[],
    { down, contracts }: ReadRegistry,
    before: ReadonlyMap<string, StoredRecord>,
  ): readonly StoredRecord[] {
    const now = this.instant();
    return records.map((record) => {
      const id = sourceKeyText(record);
      const old = before.get(id);
      return this.observed(record, contractsOf(contracts, id, old?.contracts ?? []), old, { down, now });
    });
  }

  /** What the records were scored with last, or null when that was by other weights. */
  private async model(): Promise<Model | null> {
    const { writer, settings } = this.parts;
    const text = await writer.model(settings.version);
    return text === null ? null : readModel(text, settings.weights, settings.blocking);
  }

  private async matchAll(read: ReadRegistry, removed: readonly string[]): Promise<number> {
    const { writer, settings, decisions } = this.parts;
    const before = new Map((await writer.records()).map((record) => [record.id, record]));
    const kept = [...before.values()].filter(({ record }) => read.down.has(record.system));
    const records = [...kept, ...this.observedAll(read.records, read, before)];
    const parties = records.map(({ record }) => normalPartyOf(record));
    const known = await this.model();
    const fits = known !== null && !isOutgrown(known, records.length);
    const text = writeModel(fits ? known : calibrate(parties, settings.weights, settings.blocking));
    const model = readModel(text, settings.weights, settings.blocking);
    const inForce = await decisions.inForce();
    const index = new MatchIndex(model);
    index.decide(inForce.decisions);
    const reclustered = index.change({ put: parties, remove: [] });
    const state: Loaded = { index, model, revision: '', ...inForce };
    const put = new Map(records.map((record) => [record.id, record]));
    const { customers } = await this.plan(state, reclustered, { put, before });
    const { newPairs } = reclustered;
    const all = { model: { version: settings.version, text }, rules: settings.rules };
    state.revision = await writer.write({ customers, before, removed, newPairs, matched: all });
    this.loaded = state;
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
    const { newPairs } = reclustered;
    loaded.revision = await this.parts.writer.write({ customers, before, removed, matched, newPairs });
    return matched.length;
  }

  private async plan(
    { index, model, pins }: Loaded,
    { clusters }: Pick<Reclustered, 'clusters'>,
    changes: {
      readonly put?: ReadonlyMap<string, StoredRecord>;
      readonly removed?: readonly string[];
      readonly before?: ReadonlyMap<string, StoredRecord>;
      readonly homes?: ReadonlyMap<string, string>;
    },
  ): Promise<Outcome> {
    const { writer, settings } = this.parts;
    const ids = clusters.flatMap((cluster) => cluster.map(({ id }) => id));
    const before = changes.before ?? (await writer.recordsByIds([...ids, ...(changes.removed ?? [])]));
    const records = new Map<string, StoredRecord>();
    for (const id of ids) {
      const record = changes.put?.get(id) ?? before.get(id);
      if (record) records.set(id, { ...record, home: changes.homes?.get(id) ?? record.home });
    }
    const customers = planCustomers(clusters, records, {
      survivorship: settings.survivorship,
      newId: () => this.parts.newId('cus'),
      evidenceOf: (cluster) => evidenceOf(cluster, (id) => index.pairsOf(id), model),
      pinsOf: (id) => pins.get(id) ?? [],
    });
    return { before, customers };
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
    index.restore(
      (await writer.records()).map(({ record }) => normalPartyOf(record)),
      await writer.pairs(),
    );
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

/** A reference that cannot be looked up, because the source it leads to is down, stays what it was. */
const withKnownReference = (record: PartyRecord, { sameAs }: PartyRecord, down: ReadonlySet<string>): PartyRecord =>
  sameAs !== null && down.has(sameAs.system) ? { ...record, sameAs } : record;

const isChanged = (next: StoredRecord, old: StoredRecord | undefined): boolean =>
  old === undefined ||
  recordText(next.record) !== recordText(old.record) ||
  JSON.stringify(next.contracts) !== JSON.stringify(old.contracts);
