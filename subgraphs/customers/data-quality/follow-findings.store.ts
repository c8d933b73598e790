import type { EntityManager } from '@mikro-orm/core';
import { change, marks } from '#runtime/store/statements';

/** Which run is done, and the systems that it could not read: their issues stay as they are. */
interface DoneRun {
  readonly run: string;
  readonly at: string;
  readonly silent: readonly string[];
}

/** How many issues have changed their state. */
export interface ChangedIssues {
  readonly opened: number;
  readonly reopened: number;
  readonly closed: number;
}

const FINDING = 'select 1 from quality_finding f where f.run = ? and f.id = quality_issue.id';
const TOLD = ['field', 'dimension', 'domain', 'severity', 'department', 'steward'] as const;
/** Quoted: MySQL reserves the word `system`. */
const COPIED = ['id', '`system`', 'source_key', 'rule', ...TOLD];

/** Opens, keeps, opens again and closes issues by what a run found: four statements, whatever the number of issues. */
export async function followFindings(em: EntityManager, { run, at, silent }: DoneRun): Promise<ChangedIssues> {
  const send = (sql: string, params: readonly string[]): Promise<number> => change(em, sql, params);
  const reopened = await send(
    `update quality_issue set state = 'OPEN', opened_at = ?, closed_at = null, version = version + 1,
       decided_by = null, decided_at = null, reason = null where state = 'CLOSED' and exists (${FINDING})`,
    [at, run],
  );
  // Who answers for it, and how bad it is, may have been written down anew.
  const told = TOLD.map(
    (name) => `${name} = (select f.${name} from quality_finding f where f.run = ? and f.id = quality_issue.id)`,
  );
  await send(`update quality_issue set last_seen_at = ?, ${told.join(', ')} where exists (${FINDING})`, [
    at,
    ...TOLD.map(() => run),
    run,
  ]);
  const opened = await send(
    `insert into quality_issue (${COPIED.join(', ')}, state, opened_at, last_seen_at, version)
     select ${COPIED.map((name) => `f.${name}`).join(', ')}, 'OPEN', ?, ?, 1 from quality_finding f
     where f.run = ? and not exists (select 1 from quality_issue i where i.id = f.id)`,
    [at, at, run],
  );
  const open = silent.length === 0 ? '' : `and quality_issue.system not in (${marks(silent)})`;
  const closed = await send(
    `update quality_issue set state = 'CLOSED', closed_at = ?, version = version + 1
     where state <> 'CLOSED' ${open} and not exists (${FINDING})`,
    [at, ...silent, run],
  );
  return { opened, reopened, closed };
}
