/** Amounts are whole numbers of the smallest unit (fen, cents) inside the generator and decimal text in a row. */
export function centsText(cents: number): string {
  return scaledText(cents, 2);
}

/** `units` / 10^scale as exact decimal text. */
export function scaledText(units: number, scale: number): string {
  const digits = String(Math.abs(units)).padStart(scale + 1, '0');
  return `${units < 0 ? '-' : ''}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

/** Exchange rates are whole numbers of 1/100,000; this is 1. */
export const RATE_ONE = 100_000;

export function baseCents(cents: number, rate: number): number {
  return Math.round((cents * rate) / RATE_ONE);
}

/** Splits an amount into equal parts; the last takes the remainder, so the parts always add up. */
export function instalments(cents: number, parts: number): readonly number[] {
  const part = Math.floor(cents / parts);
  return Array.from({ length: parts }, (_, index) => (index === parts - 1 ? cents - part * (parts - 1) : part));
}
