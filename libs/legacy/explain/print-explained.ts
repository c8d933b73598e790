import { stepText } from '../introspection/query-plan';
import type { ExplainedList } from './explain-list';

/** An explained list as text. */
export function printExplained(title: string, list: ExplainedList): string {
  const { filters, sort, cursor, sql, params, plan, rowsExpected, rowsAnswered, milliseconds } = list;
  const lines = [
    title,
    ...filters.map(({ filter, outcome, detail }) => `  filter ${filter.padEnd(28)} ${outcome.padEnd(9)} ${detail}`),
    ...(sort.decoded === null ? [] : [`  sort   ${(sort.field ?? '').padEnd(28)} decoded   ${sort.decoded}`]),
    `  cursor ${cursor.join(', ')}`,
    `  sql    ${sql}`,
    `  bound  ${params.length === 0 ? 'nothing' : params.map((value) => (typeof value === 'string' ? `'${value}'` : String(value))).join(', ')}`,
    `  plan   ${plan.map((step) => `${stepText(step)}${step.readsAll ? ' (reads all)' : ''}`).join('; ')}`,
    `  read   ${rowsExpected === null ? 'the engine does not say' : `about ${rowsExpected} rows expected`}; ${rowsAnswered} answered in ${milliseconds} ms`,
  ];
  return `${lines.join('\n')}\n`;
}
