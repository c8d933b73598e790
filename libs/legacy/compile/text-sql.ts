import type { DialectName } from '../expression/print-sql';

/** What a driver delivers as the text of a value, without padding, compared to the letter. */
export function textSql(dialect: DialectName, value: string): string {
  // This collation ignores trailing blanks on every server, and nothing else.
  if (dialect === 'mysql') return `convert(${value} using utf8mb4) collate utf8mb4_bin`;
  const whole = `typeof(${value}) = 'real' and ${value} = cast(${value} as integer)`;
  return `rtrim(case when ${whole} then cast(${value} as integer) else ${value} end)`;
}
