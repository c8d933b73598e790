import type { EntityManager } from '@mikro-orm/core';
import { WorkEndsError } from '../worker/work-ends';
import { checkedByDimension } from './assess-record';
import {
  QualityFigureEntity,
  QualityFindingEntity,
  QualityGapEntity,
  QualityRecordEntity,
  QualityRunEntity,
  QualitySourceEntity,
} from './data-quality.entity';
import { followFindings } from './follow-findings.store';
import { issueId } from './quality-issue';
import type { QualityRules } from './quality-rule';
import type { AssessedRecord, QualityRun, QualityRunDetails, QualityRunRows, QualityRunStart } from './quality-run';
import { countingRuns, SILENT_MS, toRun } from './quality-run.store';

const SWEPT_AT_ONCE = 500;

export interface QualityWriterParts {
  readonly fork: () => EntityManager;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** No other process can reach the store: a run that this process does not know has ended with its process. */
  readonly alone: boolean;
  readonly exclusively: <T>(work: () => Promise<T>) => Promise<T>;
  readonly responsibleFor: QualityRules['responsibleFor'];
}

/** Writes runs in the owned store of the customers subgraph. */
export class QualityRunWriter implements QualityRunRows {
  constructor(private readonly parts: QualityWriterParts) {}

  open(start: QualityRunStart): Promise<QualityRun | null> {
    return this.parts.exclusively(() =>
      this.parts.fork().transactional(async (em) => {
        const silentSince = new Date(this.parts.now() - SILENT_MS).toISOString();
        const alive = await em.count(QualityRunEntity, { state: 'RUNNING', aliveAt: { $gt: silentSince } });
        if (alive > 0 && !this.parts.alone) return null;
        await em.nativeUpdate(QualityRunEntity, { state: 'RUNNING' }, { state: 'INTERRUPTED', finishedAt: this.instant() });
        const at = this.instant();
        const row = { ...start, state: 'RUNNING', startedAt: at, aliveAt: at, opened: 0, reopened: 0, closed: 0 } as const;
        await em.insert(QualityRunEntity, row);
        return toRun(await em.findOneOrFail(QualityRunEntity, { id: start.id }), this.parts.now());
      }),
    );
  }

  async stage(run: string, records: readonly AssessedRecord[]): Promise<void> {
    const rows = records.map(({ system, key, assessment }) => ({ run, system, key, checked: checkedByDimension(assessment) }));
    const findings = records.flatMap((record) =>
      record.assessment.broken.map(({ id: rule, field, dimension, domain, severity }) => ({
        run,
        id: issueId(record, rule),
        system: record.system,
        key: record.key,
        rule,
        field,
        dimension,
        domain,
        severity,
        ...this.parts.responsibleFor(domain, record.system),
      })),
    );
    await this.parts.fork().transactional(async (em) => {
      await this.confirm(em, run);
      if (rows.length > 0) await em.insertMany(QualityRecordEntity, rows);
      if (findings.length > 0) await em.insertMany(QualityFindingEntity, findings);
    });
  }

  async unstage(run: string, system: string): Promise<void> {
    await this.parts.fork().transactional(async (em) => {
      await this.confirm(em, run);
      await em.nativeDelete(QualityRecordEntity, { run, system });
      await em.nativeDelete(QualityFindingEntity, { run, system });
    });
  }

  async finish(run: string, { sources, figures, gaps }: QualityRunDetails): Promise<void> {
    await this.parts.fork().transactional(async (em) => {
      await this.confirm(em, run);
      const silent = sources.filter(({ unavailable }) => unavailable !== null).map(({ system }) => system);
      const at = this.instant();
      const changed = await followFindings(em, { run, at, silent });
      if (sources.length > 0)
        await em.insertMany(
          QualitySourceEntity,
          sources.map((row) => ({ run, ...row })),
        );
      if (figures.length > 0)
        await em.insertMany(
          QualityFigureEntity,
          figures.map((row) => ({ run, ...row })),
        );
      if (gaps.length > 0)
        await em.insertMany(
          QualityGapEntity,
          gaps.map((row) => ({ run, ...row })),
        );
      await em.nativeUpdate(QualityRunEntity, { id: run }, { state: 'DONE', finishedAt: at, ...changed });
    });
  }

  async end(run: string, state: 'FAILED' | 'INTERRUPTED'): Promise<void> {
    const ended = { state, finishedAt: this.instant() };
    await this.parts.fork().nativeUpdate(QualityRunEntity, { id: run, state: 'RUNNING' }, ended);
  }

  async sweep(): Promise<boolean> {
    const em = this.parts.fork();
    const running = await em.find(QualityRunEntity, { state: 'RUNNING' }, { fields: ['id'] });
    const busy = running.map(({ id }) => id);
    const counting = [...(await countingRuns(em))].map(([system, run]) => ({ system, run }));
    const limit = SWEPT_AT_ONCE;
    const findings = await em.find(QualityFindingEntity, { run: { $nin: busy } }, { limit, fields: ['run', 'id'] });
    const notCounting = counting.length === 0 ? {} : { $not: { $or: counting } };
    const scope = { run: { $nin: busy }, ...notCounting };
    const records = await em.find(QualityRecordEntity, scope, { limit, fields: ['run', 'system', 'key'] });
    const lostFindings = findings.map(({ run, id }) => ({ run, id }));
    const lostRecords = records.map(({ run, system, key }) => ({ run, system, key }));
    if (lostFindings.length > 0) await em.nativeDelete(QualityFindingEntity, { $or: lostFindings });
    if (lostRecords.length > 0) await em.nativeDelete(QualityRecordEntity, { $or: lostRecords });
    return lostFindings.length === limit || lostRecords.length === limit;
  }

  async lastStart(): Promise<string | null> {
    const [last] = await this.parts.fork().find(QualityRunEntity, {}, { orderBy: { id: 'desc' }, limit: 1 });
    return last?.startedAt ?? null;
  }

  private async confirm(em: EntityManager, id: string): Promise<void> {
    if ((await em.nativeUpdate(QualityRunEntity, { id, state: 'RUNNING' }, { aliveAt: this.instant() })) === 0)
      throw new WorkEndsError('another run of the data quality rules has begun');
  }

  private instant(): string {
    return new Date(this.parts.now()).toISOString();
  }
}
