import type { EntityManager, InferEntity } from '@mikro-orm/core';
import { BadCursorError } from '#core/errors';
import type { Page } from '#core/page';
import { sourceKeyText, type SourceKey } from '#core/source-key';
import { rowsOf } from '#runtime/store/statements';
import type { CheckedByDimension } from './assess-record';
import {
  QualityFigureEntity,
  QualityGapEntity,
  QualityRecordEntity,
  QualityRunEntity,
  QualitySourceEntity,
} from './data-quality.entity';
import type { QualityRun, QualityRunDetails, QualityRuns } from './quality-run';

const CURSOR = /^dqr_[\w-]{1,36}$/;

/** Milliseconds after which a run without a sign of life is taken for one whose process has ended. */
export const SILENT_MS = 60_000;

/** The runs in the owned store of the customers subgraph. */
export class OwnedQualityRuns implements QualityRuns {
  constructor(
    private readonly fork: () => EntityManager,
    private readonly now: () => number,
  ) {}

  async page({ first, after }: Parameters<QualityRuns['page']>[0]): Promise<Page<QualityRun>> {
    if (after !== null && !CURSOR.test(after)) throw new BadCursorError('it is damaged');
    const scope = after === null ? {} : { id: { $lt: after } };
    const rows = await this.fork().find(QualityRunEntity, scope, { orderBy: { id: 'desc' }, limit: first + 1 });
    const shown = rows.slice(0, first);
    return {
      rows: shown.map((row) => toRun(row, this.now())),
      cursors: shown.map(({ id }) => id),
      hasNextPage: rows.length > first,
    };
  }

  async latest(): Promise<QualityRun | null> {
    const [row] = await this.fork().find(QualityRunEntity, { state: 'DONE' }, { orderBy: { id: 'desc' }, limit: 1 });
    return row ? toRun(row, this.now()) : null;
  }

  async details(ids: readonly string[]): Promise<readonly QualityRunDetails[]> {
    const em = this.fork();
    const run = { run: { $in: [...ids] } };
    const sources = await em.find(QualitySourceEntity, run, { orderBy: { system: 'asc' } });
    const figures = await em.find(QualityFigureEntity, run, { orderBy: { system: 'asc', domain: 'asc', dimension: 'asc' } });
    const gaps = await em.find(QualityGapEntity, run, { orderBy: { system: 'asc', rule: 'asc', reason: 'asc' } });
    const of = <T extends { readonly run: string }>(rows: readonly T[], id: string): readonly T[] =>
      rows.filter((row) => row.run === id);
    return ids.map((id) => ({
      sources: of(sources, id).map(({ system, records, unavailable }) => ({ system, records, unavailable: unavailable ?? null })),
      figures: of(figures, id),
      gaps: of(gaps, id),
    }));
  }

  async ofRecords(keys: readonly SourceKey[]): Promise<readonly (CheckedByDimension | null)[]> {
    const em = this.fork();
    const runs = await countingRuns(em);
    const $or = [...runs].map(([system, run]) => ({
      run,
      system,
      key: { $in: keys.filter((key) => key.system === system).map(({ key }) => key) },
    }));
    if ($or.length === 0) return keys.map(() => null);
    const found = new Map((await em.find(QualityRecordEntity, { $or })).map((row) => [sourceKeyText(row), row.checked]));
    return keys.map((key) => found.get(sourceKeyText(key)) ?? null);
  }
}

/** The run that counts for each system: the last that is done and could read it. */
export async function countingRuns(em: EntityManager): Promise<ReadonlyMap<string, string>> {
  return new Map((await countingRows(em)).map(({ system_id, run_id }) => [system_id, run_id]));
}

function countingRows(em: EntityManager): Promise<{ readonly system_id: string; readonly run_id: string }[]> {
  const sql = `
    select s.system as system_id, max(s.run) as run_id from quality_source s join quality_run r on r.id = s.run
    where r.state = 'DONE' and s.unavailable is null group by s.system`;
  return rowsOf(em, sql);
}

export function toRun(row: InferEntity<typeof QualityRunEntity>, now: number): QualityRun {
  const { id, state, aliveAt, requestedBy, startedAt, finishedAt, businessDate, rulesVersion, opened, reopened, closed } = row;
  const isDead = state === 'RUNNING' && now - Date.parse(aliveAt) > SILENT_MS;
  return {
    id,
    state: isDead ? 'INTERRUPTED' : state,
    requestedBy: requestedBy ?? null,
    startedAt,
    finishedAt: finishedAt ?? null,
    businessDate,
    rulesVersion,
    opened,
    reopened,
    closed,
  };
}
