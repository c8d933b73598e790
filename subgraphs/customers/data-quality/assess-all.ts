import type { Logger } from 'pino';
import { DomainError } from '#core/errors';
import { assessRecord } from './assess-record';
import type { QualityRecord, QualityScope } from './quality-record';
import type { QualityRecordSource, QualityRegistry, SharedPhones } from './quality-record.source';
import type { QualityRules } from './quality-rule';
import type { AssessedRecord, AssessedSource, QualityRunDetails, QualityRunRows } from './quality-run';
import { QualityTally } from './quality-tally';

/** Records that are read, compared and written at once. */
const SLICE = 200;

/** What a run works with. */
export interface AssessmentScope {
  readonly rules: QualityRules;
  readonly records: QualityRecordSource;
  readonly registry: QualityRegistry;
  readonly rows: Pick<QualityRunRows, 'stage' | 'unstage'>;
  /** Business day, YYYY-MM-DD. */
  readonly today: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Lets other work of the process run after a slice that took so many milliseconds. */
  readonly pause: (tookMs: number) => Promise<void>;
  readonly log: Logger;
}

/**
 * Looks at every record of every source, slice by slice; memory does not grow with the records. A source that stops to answer costs its own
 * records only: what was found of it before stays.
 */
export async function assessAll(run: string, scope: AssessmentScope): Promise<QualityRunDetails> {
  const shared = await scope.registry.sharedPhones(scope.rules.sharedPhoneCustomers);
  const sources: AssessedSource[] = [];
  const tallies: QualityTally[] = [];
  for (const system of scope.records.systems()) {
    const tally = new QualityTally(system);
    try {
      await assessSource(run, system, { ...scope, shared, tally });
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      scope.log.warn({ err: error, source: system }, 'records cannot be read for data quality');
      await scope.rows.unstage(run, system);
      sources.push({ system, records: 0, unavailable: error.message.slice(0, 200) });
      continue;
    }
    tallies.push(tally);
    sources.push({ system, records: tally.assessed, unavailable: null });
  }
  return { sources, figures: tallies.flatMap((one) => one.figures()), gaps: tallies.flatMap((one) => one.gaps()) };
}

interface SourceScope extends AssessmentScope {
  readonly shared: SharedPhones;
  readonly tally: QualityTally;
}

async function assessSource(run: string, system: string, scope: SourceScope): Promise<void> {
  for await (const batch of scope.records.records(system))
    for (let from = 0; from < batch.length; from += SLICE) {
      const started = scope.now();
      const assessed = await assessSlice(batch.slice(from, from + SLICE), scope);
      for (const { assessment } of assessed) scope.tally.add(assessment);
      await scope.rows.stage(run, assessed);
      await scope.pause(scope.now() - started);
    }
}

async function assessSlice(slice: readonly QualityRecord[], scope: SourceScope): Promise<readonly AssessedRecord[]> {
  const { rules, registry, today, shared } = scope;
  const references = slice.flatMap(({ sameAs }) => sameAs ?? []);
  const known = await registry.known([...slice, ...references]);
  const isShared = (phone: string): boolean => shared.has(phone);
  let next = slice.length;
  return slice.map((record, i) => {
    const referred = record.sameAs === null ? null : (known[next++] ?? null);
    const of: QualityScope = { today, known: known[i] ?? null, referredCustomer: referred?.customerId ?? null, isShared };
    return { system: record.system, key: record.key, assessment: assessRecord(rules.rules, record, of) };
  });
}
