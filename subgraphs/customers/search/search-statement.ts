import type { Probe, SearchWords } from './search-query';

export interface Statement {
  readonly sql: string;
  readonly params: readonly (string | number)[];
}

export interface SearchPosition {
  readonly score: number;
  readonly id: string;
}

/** Sorts after every text that begins alike. */
const LAST = '\u{10FFFF}';

/**
 * One statement for a whole search, however many words: each probe reads one range of the index. Found is who has something of every
 * word; the best place of a hit decides the order, the id (oldest first) among equals.
 * @param within a condition on `customer_id` that hits must satisfy
 */
export function pageStatement(
  words: SearchWords,
  within: Statement | null,
  after: SearchPosition | null,
  limit: number,
): Statement {
  const { sql, params } = hits(words, within);
  const beyond = after ? ' and (min(score) > ? or (min(score) = ? and customer_id > ?))' : '';
  return {
    sql: `${sql}${beyond} order by best, customer_id limit ${limit}`,
    params: [...params, ...(after ? [after.score, after.score, after.id] : [])],
  };
}

export function countStatement(words: SearchWords, within: Statement | null): Statement {
  const { sql, params } = hits(words, within);
  return { sql: `select count(*) as found from (${sql}) f`, params };
}

function hits(words: SearchWords, within: Statement | null): Statement {
  const probes = words.flatMap((word, i) => word.map((probe) => probeStatement(probe, i)));
  const union = probes.map(({ sql }) => sql).join(' union all ');
  return {
    sql: `select customer_id, min(score) as best from (${union}) h${within ? ` where ${within.sql}` : ''} group by customer_id having count(distinct word) = ?`,
    params: [...probes.flatMap(({ params }) => params), ...(within?.params ?? []), words.length],
  };
}

function probeStatement({ kind, term, isWhole, wholeScore, beginningScore }: Probe, word: number): Statement {
  return {
    sql:
      `select ${word} as word, customer_id, case when term = ? then ${wholeScore} else ${beginningScore} end as score ` +
      `from search_term where kind = ${kind} and term >= ? and term <= ?`,
    params: [term, term, isWhole ? term : term + LAST],
  };
}
