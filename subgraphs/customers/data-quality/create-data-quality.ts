import type { Logger } from 'pino';
import type { LegacyReader } from '#legacy/legacy-reader';
import type { Store } from '#runtime/store/open-store';
import { timedIds } from '../registry/timed-ids';
import { assessAll } from './assess-all';
import type { DataQuality } from './data-quality';
import { DataQualityService } from './data-quality.service';
import { IssueStewardship } from './issue-stewardship.service';
import { OwnedQualityIssues } from './quality-issue.store';
import { legacyQualityRecordSource } from './quality-record.source.legacy';
import { StoredQualityRegistry } from './quality-registry.store';
import { readQualityRules } from './quality-rules-file';
import { OwnedQualityRuns } from './quality-run.store';
import { QualityRunWriter } from './quality-run-writer.store';

/** After each slice a run rests for as long as the slice took, at most this long, so that those who wait for an answer come in between. */
const LONGEST_REST_MS = 100;

export interface DataQualitySetup {
  readonly store: Store;
  /** No other process can reach the store. */
  readonly alone: boolean;
  readonly rulesFile: string;
  /** A reader for one run. */
  readonly openReader: () => LegacyReader;
  readonly isMatched: () => Promise<boolean>;
  readonly businessDate: () => string;
  readonly now: () => number;
  readonly log: Logger;
}

/** Data quality over the owned store of the customers subgraph. */
export function createDataQuality({
  store,
  alone,
  rulesFile,
  openReader,
  isMatched,
  now,
  log,
  ...rest
}: DataQualitySetup): DataQuality & { readonly service: DataQualityService } {
  const rules = readQualityRules(rulesFile);
  const { fork } = store;
  const exclusively = <T>(work: () => Promise<T>): Promise<T> => store.exclusively('data-quality', work);
  const rows = new QualityRunWriter({ fork, now, alone, exclusively, responsibleFor: rules.responsibleFor });
  const registry = new StoredQualityRegistry(fork);
  const issues = new OwnedQualityIssues(fork);
  const service = new DataQualityService({
    rows,
    now,
    isMatched,
    newId: timedIds(now),
    today: rest.businessDate,
    rulesVersion: rules.version,
    assess: ({ id, businessDate: today }, pause) =>
      assessAll(id, { rules, registry, rows, today, now, pause, log, records: legacyQualityRecordSource(openReader()) }),
    pause: (tookMs) => new Promise((done) => setTimeout(done, Math.min(tookMs, LONGEST_REST_MS))),
    onFailure: (error) => log.error({ err: error }, 'a run of the data quality rules failed'),
  });
  return { rules, service, issues, runs: new OwnedQualityRuns(fork, now), stewardship: new IssueStewardship(issues, now) };
}
