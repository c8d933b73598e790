import { dateTime, type Day } from '../calendar';
import { centsText, instalments } from '../decimal-text';
import { type Random } from '../random';
import { PAYMENT_CODES } from './codes';

export interface FolioLine {
  readonly day: Day;
  readonly code: string;
  readonly text: string;
  readonly charge: number;
  readonly credit: number;
  readonly correction: '' | 'CO' | 'AD';
}

export interface Folio {
  readonly lines: readonly FolioLine[];
  readonly charge: number;
  readonly credit: number;
}

const EXTRAS = [
  ['2000', '餐饮', 6800, 42_000],
  ['3000', '洗衣', 2000, 15_000],
  ['3100', '小酒吧', 1000, 9000],
] as const;

function charges(random: Random, arrival: Day, nights: number, rate: number): readonly FolioLine[] {
  const lines: FolioLine[] = [];
  for (let night = 0; night < nights; night += 1) {
    const day = arrival + night;
    lines.push({ day, code: '1000', text: '房费', charge: rate, credit: 0, correction: '' });
    if (!random.chance(0.45)) continue;
    const [code, text, low, high] = random.pick(EXTRAS);
    const charge = random.int(low, high);
    lines.push({ day, code, text, charge, credit: 0, correction: '' });
    // A wrong posting is not deleted: its opposite is posted.
    if (random.chance(0.04)) lines.push({ day, code, text, charge: -charge, credit: 0, correction: 'CO' });
  }
  return lines;
}

/** What was charged during a stay, and the payments: all of it at check-out, a deposit while the guest is in the house. */
export function drawFolio(
  random: Random,
  arrival: Day,
  nights: number,
  rate: number,
  settled: 'ALL' | 'DEPOSIT' | 'NONE',
): Folio {
  const lines = [...charges(random, arrival, nights, rate)];
  const charge = lines.reduce((sum, line) => sum + line.charge, 0);
  const paid = settled === 'ALL' ? charge : settled === 'DEPOSIT' ? Math.max(20_000, Math.round(charge / 200_00) * 200_00) : 0;
  const parts = paid > 0 ? instalments(paid, settled === 'ALL' && random.chance(0.25) ? 2 : 1) : [];
  parts.forEach((part, index) => {
    const day = index === 0 && parts.length > 1 ? arrival : settled === 'DEPOSIT' ? arrival : arrival + nights;
    lines.push({ day, code: random.pick(PAYMENT_CODES), text: '付款', charge: 0, credit: part, correction: '' });
  });
  return { lines, charge, credit: paid };
}

/** Columns of a folio line, without its account. */
export function folioCells(line: FolioLine, number: number): Readonly<Record<string, string | number>> {
  return {
    number,
    bdate: dateTime(line.day),
    log_date: dateTime(line.day, 43_200 + (number % 60) * 60),
    pccode: line.code,
    ref: line.text,
    quantity: '1.00',
    charge: centsText(line.charge),
    credit: centsText(line.credit),
    crradjt: line.correction,
    empno: 'FO01',
  };
}
