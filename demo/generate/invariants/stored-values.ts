import { type Day, dayOf } from '../calendar';
import { type Cell } from '../dataset';

/** Whole smallest units of decimal text; exact. */
export function cents(cell: Cell): number {
  const text = String(cell ?? '0');
  const [whole = '0', part = ''] = text.replace('-', '').split('.');
  const units = Number(whole) * 100 + Number(part.padEnd(2, '0').slice(0, 2));
  return text.startsWith('-') ? -units : units;
}

/** The day of a YYYYMMDD number. */
export function storedDay(cell: Cell): Day {
  return dayOf(String(cell).replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3'));
}
