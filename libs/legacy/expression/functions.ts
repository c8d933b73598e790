import { AGGREGATES } from './ast';

/** Fewest and most arguments of a function. */
type Arity = readonly [number, number];

export const SQL_FUNCTIONS: Readonly<Record<string, Arity>> = {
  coalesce: [2, 9],
  nullif: [2, 2],
  abs: [1, 1],
  round: [1, 2],
  upper: [1, 1],
  lower: [1, 1],
  trim: [1, 1],
  replace: [3, 3],
  substr: [2, 3],
  length: [1, 1],
  concat: [1, 9],
  concat_ws: [2, 9],
  greatest: [2, 9],
  least: [2, 9],
  json: [2, 2],
};

export const DERIVE_FUNCTIONS: Readonly<Record<string, Arity>> = {
  coalesce: [2, 9],
  nullif: [2, 2],
  abs: [1, 1],
  round: [1, 2],
  upper: [1, 1],
  lower: [1, 1],
  concat: [1, 9],
  today: [0, 0],
  now: [0, 0],
  add_days: [2, 2],
  days: [2, 2],
  add_terms: [2, 2],
};

const AGGREGATE_ARITY: Arity = [1, 1];

export function isAggregate(name: string): boolean {
  return (AGGREGATES as readonly string[]).includes(name);
}

export function isDeriveFunction(name: string): boolean {
  return Object.hasOwn(DERIVE_FUNCTIONS, name);
}

/** Arity of a function of the language, or undefined when there is no such function. */
export function arityOf(name: string): Arity | undefined {
  if (Object.hasOwn(SQL_FUNCTIONS, name)) return SQL_FUNCTIONS[name];
  if (isDeriveFunction(name)) return DERIVE_FUNCTIONS[name];
  return isAggregate(name) ? AGGREGATE_ARITY : undefined;
}

export const FUNCTION_NAMES: readonly string[] = [
  ...new Set([...Object.keys(SQL_FUNCTIONS), ...Object.keys(DERIVE_FUNCTIONS), ...AGGREGATES]),
];
