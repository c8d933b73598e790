import { daysBetween, dayPlus, splitDay, type Day } from './calendar-days';
import { addTerms } from './payment-terms';
import { Amount } from './amount';
import { CannotDerive, compare, numeric, text, type Value } from './derive-value';

type Present = Exclude<Value, null>;

const MOST_PLACES = 20;

/** Functions of `derive` that are null when one of their arguments is. */
const STRICT: Readonly<Record<string, (first: Present, second: Present | null) => Value>> = {
  abs: (value) => known(value).abs(),
  round: (value, places) => roundTo(known(value), places === null ? 0 : whole(places)),
  upper: (value) => text(value).toUpperCase(),
  lower: (value) => text(value).toLowerCase(),
  add_days: (day, days) => (days === null ? null : found(dayPlus(dayOf(day), whole(days)))),
  days: (to, from) => (from === null ? null : Amount.of(daysBetween(dayOf(to), dayOf(from)))),
  add_terms: (day, terms) => (terms === null ? null : found(addTerms(text(day), text(terms)))),
};

/** Calls a function of `derive` on evaluated arguments; `coalesce`, `today` and `now` are the evaluator's own. */
export function callDerive(name: string, args: readonly Value[]): Value {
  const [first = null, second = null] = args;
  if (name === 'nullif') return compare('=', first, second) === true ? null : first;
  if (name === 'concat')
    return args.some((arg) => arg === null) ? null : args.map((arg) => (arg === null ? '' : text(arg))).join('');
  if (first === null || (args.length > 1 && second === null)) return null;
  return STRICT[name]?.(first, second) ?? null;
}

function roundTo(number: Amount, places: number): Amount {
  if (Math.abs(places) > MOST_PLACES) throw new CannotDerive();
  return number.roundedTo(places);
}

function known(value: Present): Amount {
  return found(numeric(value));
}

function whole(value: Present): number {
  return found(known(value).toInteger());
}

function dayOf(value: Present): Day {
  return found(splitDay(text(value)));
}

function found<T>(value: T | null): T {
  if (value === null) throw new CannotDerive();
  return value;
}
