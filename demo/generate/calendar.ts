import { AS_OF } from '../as-of';

const DAY_MS = 86_400_000;
const SHANGHAI_OFFSET_SECONDS = 8 * 3600;

/** A calendar day as the number of days since 1970-01-01. */
export type Day = number;

export function dayOf(isoDate: string): Day {
  return Date.parse(`${isoDate}T00:00:00Z`) / DAY_MS;
}

export const AS_OF_DAY: Day = dayOf(AS_OF);
/** Business documents start three years before the business day. */
export const FIRST_DAY: Day = AS_OF_DAY - 1095;

const isoDates = new Map<Day, string>();

/** Days are few and written often: each is spelt once. */
export function isoDate(day: Day): string {
  let iso = isoDates.get(day);
  if (iso === undefined) isoDates.set(day, (iso = new Date(day * DAY_MS).toISOString().slice(0, 10)));
  return iso;
}

/** YYYYMMDD as a whole number, the form of the finance package. */
export function numberDate(day: Day): number {
  const iso = isoDate(day);
  return Number(iso.slice(0, 4)) * 10_000 + Number(iso.slice(5, 7)) * 100 + Number(iso.slice(8));
}

export function yearOf(day: Day): number {
  return Number(isoDate(day).slice(0, 4));
}

/** 0 = January. */
export function monthOf(day: Day): number {
  return Number(isoDate(day).slice(5, 7)) - 1;
}

/** YYYYMM as a whole number, a period of the ledger. */
export function periodOf(day: Day): number {
  return yearOf(day) * 100 + monthOf(day) + 1;
}

export function clockTime(second: number): string {
  const part = (value: number): string => String(value).padStart(2, '0');
  return `${part(Math.floor(second / 3600))}:${part(Math.floor(second / 60) % 60)}:${part(second % 60)}`;
}

/** `YYYY-MM-DD hh:mm:ss`, `second` counted from midnight. */
export function dateTime(day: Day, second = 0): string {
  const overflow = Math.floor(second / 86_400);
  return `${isoDate(day + overflow)} ${clockTime(second - overflow * 86_400)}`;
}

/** Unix seconds of a moment on the clock of Shanghai. */
export function unixTime(day: Day, second: number): number {
  return day * 86_400 + second - SHANGHAI_OFFSET_SECONDS;
}

/** A working day near `day`: most business that falls on a weekend is written the Monday after. */
export function workday(day: Day, shift: boolean): Day {
  const weekday = (day + 4) % 7;
  if (!shift || (weekday !== 0 && weekday !== 6)) return day;
  const monday = day + (weekday === 0 ? 1 : 2);
  return monday > AS_OF_DAY ? monday - 3 : monday;
}

/** Due day of payment terms: `N30` net days, `EOM` end of month, `D20` 20th of the following month. */
export function dueDay(day: Day, terms: string): Day {
  const iso = isoDate(day);
  const [year, month] = [Number(iso.slice(0, 4)), Number(iso.slice(5, 7))];
  if (terms === 'EOM') return Date.UTC(year, month, 0) / DAY_MS;
  if (terms === 'D20') return Date.UTC(year, month, 20) / DAY_MS;
  return day + Number(terms.slice(1));
}

interface MonthEnd {
  readonly period: number;
  readonly lastDay: Day;
}

function allMonthEnds(): readonly MonthEnd[] {
  const ends: MonthEnd[] = [];
  for (let lastDay = dueDay(dayOf('2017-01-01'), 'EOM'); lastDay <= AS_OF_DAY; lastDay = dueDay(lastDay + 1, 'EOM'))
    ends.push({ period: periodOf(lastDay), lastDay });
  return ends;
}

/** The ends of the months that are over on the business day. */
export const MONTH_ENDS = allMonthEnds();
