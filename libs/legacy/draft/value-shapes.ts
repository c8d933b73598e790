import { buildCodec } from '../codec/build-codec';
import { NO_MORE } from '../codec/codec';
import { NoValue } from '../codec/no-value';
import type { FieldKind } from '../canonical/field';
import { shareOf, type ColumnProfile } from './column-profile';

const TEXT_FORMATS = [
  'yyyy-MM-dd',
  'yyyy-MM-dd HH:mm:ss',
  'yyyy/MM/dd',
  'yyyy-M-d',
  'yyyy/M/d',
  'yyyyMMdd',
  'yyyyMM',
  'yyyy.MM.dd',
  'd.M.yyyy',
  'd/M/yyyy',
  'M/d/yyyy',
  'yyyy年M月d日',
  'yyyyMMddHHmmss',
];
const FLAGS = /^(0|1|y|n|t|f|x|j|true|false|是|否)$/i;
const NUMBER = /^[+-]?(\d+(?:\.\d*)?|\.\d+)$/;
const MOST_CODES = 40;

/** The `as:` form of a column of dates; empty text: the native form. Null when it holds no dates. */
export function dateForm(profile: ColumnProfile, kind: 'date' | 'instant'): string | null {
  const { column, filled } = profile;
  if (column.kind === 'date') return '';
  if (filled === 0) return null;
  if (column.kind === 'number') {
    const isNone = (text: string): boolean => Number(text) === 0 || text === '99991231';
    const some = 1 - shareOf(profile, isNone);
    if (some === 0) return null;
    const share = (test: (value: number) => boolean): number =>
      shareOf(profile, (text) => !isNone(text) && test(Number(text))) / some;
    if (share(isDayNumber) > 0.9) return `${kind} yyyymmdd`;
    if (share((value) => value > 3e8 && value < 4.2e9) > 0.9) return `${kind} unix`;
    return share((value) => value > 3e11 && value < 4.2e12) > 0.9 ? `${kind} unixms` : null;
  }
  return textForm(profile, kind);
}

function textForm(profile: ColumnProfile, kind: 'date' | 'instant'): string | null {
  if (shareOf(profile, (text) => /\d{4}/.test(text) || /\d[./-]\d/.test(text)) < 0.8) return null;
  const formats: string[] = [];
  let rest = new Map(profile.values);
  for (const format of TEXT_FORMATS) {
    const codec = buildCodec({ kind: 'date', as: `date text ${format}`, timezone: 'UTC', currency: 'CNY' });
    const left = new Map([...rest].filter(([text]) => codec.decode(text, null, NO_MORE) instanceof NoValue));
    const read = sum(rest) - sum(left);
    if (read < profile.filled * 0.03) continue;
    formats.push(format);
    rest = left;
  }
  if (formats.length === 0 || sum(rest) > profile.filled * 0.2) return null;
  return `${kind} text ${formats.join(' ')}`;
}

function sum(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((total, count) => total + count, 0);
}

function isDayNumber(value: number): boolean {
  const [year, month, day] = [Math.floor(value / 10_000), Math.floor(value / 100) % 100, value % 100];
  return year >= 1900 && year <= 2100 && month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

export const isPhone = (text: string): boolean =>
  text.replace(/\D/g, '').length >= 7 && /^[\d\s()+\-/,;、.ext轉转]+$/i.test(text);
export const isEmail = (text: string): boolean => /^[^@\s]+@[^@\s]+\.\w+/.test(text);

/** Words, and not a code or a number. */
export const isName = (text: string): boolean =>
  text.length > 3 && /\p{L}{2}/u.test(text) && !isEmail(text) && !/^[\d\s.,:/-]+$/.test(text);

/** Amounts have cents in their type or in their values. */
export function isAmount(profile: ColumnProfile): boolean {
  const { column } = profile;
  if (column.kind !== 'number' && shareOf(profile, (text) => NUMBER.test(text)) < 0.95) return false;
  return (
    /decimal\(\d+,\s*[2-9]|numeric\(\d+,\s*[2-9]|double|float|real|money/.test(column.type) ||
    shareOf(profile, (text) => /\.\d/.test(text)) > 0.3
  );
}

/** The values of a column can be values of a field of this kind. An empty column fits every kind its type allows. */
export function fitsKind(profile: ColumnProfile, kind: FieldKind, field: string): boolean {
  const { column, filled, values } = profile;
  switch (kind) {
    case 'date':
    case 'instant':
      return dateForm(profile, kind) !== null;
    case 'money':
    case 'decimal':
    case 'int':
      return column.kind === 'number' || (filled > 0 && shareOf(profile, (text) => NUMBER.test(text)) > 0.95);
    case 'bool':
      return filled === 0 || (values.size <= 3 && shareOf(profile, (text) => FLAGS.test(text)) > 0.95);
    case 'code':
      return column.kind !== 'date' && values.size <= MOST_CODES;
    case 'list':
      if (field !== 'phones' && field !== 'contactPhone') return column.kind === 'text';
      return column.kind !== 'date' && (filled === 0 || shareOf(profile, isPhone) > 0.5);
    case 'text':
      if (field === 'email') return filled === 0 || shareOf(profile, isEmail) > 0.5;
      if (field === 'name') return column.kind === 'text' && shareOf(profile, (text) => isPhone(text) || text.length === 1) < 0.5;
      return column.kind !== 'date';
    case 'ref':
      return column.kind !== 'date';
  }
}
