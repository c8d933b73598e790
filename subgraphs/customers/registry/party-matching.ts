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
import type { RegistryChange, RegistryWriter } from './registry-writer.store';
import { newRecord, recordText, type StoredRecord } from './stored-record';

/** A model serves until the records have grown to this many times those it was fitted to. */
const OUTGROWN = 4;
/** From this share of changed records on everything is matched anew: that is less work. */
const MANY = 0.5;

export interface MatchingParts {
  readonly writer: RegistryWriter;
  readonly settings: IdentitySettings;
  readonly decisions: DecisionSource;
  readonly newId: () => string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Runs work that only one process may do at a time. */
  readonly exclusively: <T>(work: () => Promise<T>) => Promise<T>;
}

/** The records as they are in memory, with the revision of the registry that they are equal to. */
interface Loaded extends RecordDecisions {
  readonly index: MatchIndex;
  readonly model: Model;
  revision: string;
}

/** Records as they were, and the customers that come of a change. */
interface Outcome {
  readonly before: ReadonlyMap<string, StoredRecord>;
  readonly customers: readonly PlannedCustomer[];
}

/**
 * Keeps the customers of the registry equal to what matching all records anew would give. Every change is one transaction;
 * after a failure the records are loaded from the store again.
 */
export class PartyMatching {
  private loaded: Loaded | null = null;
  private running: Promise<unknown> = Promise.resolve();

  constructor(private readonly parts: MatchingParts) {}

  /** Follows records that changed or are gone; one that did not change costs nothing. @returns how many did */
  applyPartyChanges(changes: readonly PartyChange[]): Promise<number> {
    return this.alone(async () => {
      const before = await this.parts.writer.recordsByIds(changes.map(sourceKeyText));
      const next = changes.flatMap(({ record }) => record ?? []).map((record) => this.observed(record, before));
      const removed = changes.filter(({ record }) => record === null).map(sourceKeyText);
      return this.follow(
        next.filter((record) => isChanged(record, before.get(record.id))),
        removed.filter((id) => before.has(id)),
      );
    });
  }

  /**
   * Brings the registry up to date with all records of the systems that were read. Records of a system that is down stay,
   * those of a system that nobody names any more go.
   * @param contractsOf numbers of contracts by record id; null where they could not be read: those known stay
   */
  build(
    read: readonly PartyRecord[],
    down: ReadonlySet<string>,
    contractsOf: (recordId: string, known: readonly string[]) => readonly string[],
  ): Promise<number> {
    return this.alone(async () => {
      const before = new Map((await this.parts.writer.records()).map((record) => [record.id, record]));
      const present = new Set(read.map(sourceKeyText));
      const removed = [...before.values()].filter(({ id, record }) => !down.has(record.system) && !present.has(id));
      const kept = [...before.values()].filter(({ record }) => down.has(record.system));
      const linked = read.map((record) => withKnownReference(record, before, down));
      const next = [...kept, ...linked.map((record) => this.observed(record, before))].map((one) => ({
        ...one,
        contracts: contractsOf(one.id, one.contracts),
      }));
      const changed = next.filter((record) => isChanged(record, before.get(record.id)));
      const gone = removed.map(({ id }) => id);
      const model = await this.modelFor(next.length);
      if (model === null || changed.length > MANY * next.length) return this.matchAll(next, before, gone, model);
      return this.follow(changed, gone);
    });
  }

  private observed(record: StoredRecord['record'], before: ReadonlyMap<string, StoredRecord>): StoredRecord {
    const now = new Date(this.parts.now()).toISOString();
    const old = before.get(sourceKeyText(record));
    if (!old) return newRecord(record, now);
    return recordText(old.record) === recordText(record) ? old : { ...old, record, observedAt: now };
  }

  private async modelFor(records: number): Promise<Model | null> {
    const { writer, settings } = this.parts;
    const text = await writer.model(settings.version);
    if (text === null) return null;
    const model = readModel(text, settings.weights, settings.blocking);
    const { PERSON, ORGANISATION } = model.kinds;
    const fitted = PERSON.frequencies.table.records + ORGANISATION.frequencies.table.records;
    return records > OUTGROWN * Math.max(fitted, SMALLEST_POPULATION) ? null : model;
  }

  private async matchAll(
    records: readonly StoredRecord[],
    before: ReadonlyMap<string, StoredRecord>,
    removed: readonly string[],
    known: Model | null,
  ): Promise<number> {
    const { writer, settings, decisions } = this.parts;
    const parties = records.map(({ record }) => normalPartyOf(record));
    const fitted = known ?? calibrate(parties, settings.weights, settings.blocking);
    const text = writeModel(fitted);
    const model = readModel(text, settings.weights, settings.blocking);
    const inForce = await decisions.inForce();
    const index = new MatchIndex(model);
    index.decide(inForce.decisions);
    const reclustered = index.change({ put: parties, remove: [] });
    const state: Loaded = { index, model, revision: '', ...inForce };
    const put = new Map(records.map((record) => [record.id, record]));
    const { customers } = await this.plan(state, reclustered, { put, before });
    const change: RegistryChange = { customers, before, removed, rematched: null, newPairs: reclustered.newPairs };
    state.revision = await writer.write(known ? change : { ...change, model: { version: settings.version, text } });
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
    const rematched = [...put.keys(), ...removed];
    const { newPairs } = reclustered;
    loaded.revision = await this.parts.writer.write({ customers, before, removed, rematched, newPairs });
    return rematched.length;
  }

  private async plan(
    { index, model, pins }: Loaded,
    { clusters }: Pick<Reclustered, 'clusters'>,
    changes: {
      readonly put?: ReadonlyMap<string, StoredRecord>;
      readonly removed?: readonly string[];
      readonly before?: ReadonlyMap<string, StoredRecord>;
    },
  ): Promise<Outcome> {
    const { writer, settings, newId } = this.parts;
    const ids = clusters.flatMap((cluster) => cluster.map(({ id }) => id));
    const before = changes.before ?? (await writer.recordsByIds([...ids, ...(changes.removed ?? [])]));
    const records = new Map<string, StoredRecord>();
    for (const id of ids) {
      const record = changes.put?.get(id) ?? before.get(id);
      if (record) records.set(id, record);
    }
    const customers = planCustomers(clusters, records, {
      survivorship: settings.survivorship,
      newId,
      evidenceOf: (cluster) => evidenceOf(cluster, (id) => index.pairsOf(id), model),
      pinsOf: (id) => pins.get(id) ?? [],
    });
    return { before, customers };
  }

  /** The records in memory, loaded anew when another process changed the registry. */
  private async load(): Promise<Loaded> {
    const { writer, settings, decisions } = this.parts;
    const revision = await writer.revision();
    if (this.loaded?.revision === revision) return this.loaded;
    const text = await writer.model(settings.version);
    if (text === null) throw new Error('The registry has not been built with these weights');
    const model = readModel(text, settings.weights, settings.blocking);
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
    const mine = this.running.then(() =>
      this.parts.exclusively(async () => {
        try {
          return await work();
        } catch (error) {
          this.loaded = null;
          throw error;
        }
      }),
    );
    this.running = mine.catch(() => undefined);
    return mine;
  }
}

/** A reference that cannot be looked up, because the source it leads to is down, stays what it was. */
function withKnownReference(
  record: PartyRecord,
  before: ReadonlyMap<string, StoredRecord>,
  down: ReadonlySet<string>,
): PartyRecord {
  const sameAs = before.get(sourceKeyText(record))?.record.sameAs ?? null;
  return sameAs !== null && down.has(sameAs.system) ? { ...record, sameAs } : record;
}

const isChanged = (next: StoredRecord, old: StoredRecord | undefined): boolean =>
  old === undefined ||
  recordText(next.record) !== recordText(old.record) ||
  JSON.stringify(next.contracts) !== JSON.stringify(old.contracts);
