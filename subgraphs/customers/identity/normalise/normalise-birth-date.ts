const NOBODYS = new Set(['19000101', '19700101', '19010101', '18000101', '11111111', '99991231']);

/** A birth date as YYYYMMDD, or null for what is none; a day that does not exist is kept, it still tells records apart. */
export function normaliseBirthDate(raw: string | null): string | null {
  if (raw === null) return null;
  const text = raw.normalize('NFKC').trim();
  const parts = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T ].*)?$/.exec(text);
  const digits = parts ? `${parts[1]}${(parts[2] ?? '').padStart(2, '0')}${(parts[3] ?? '').padStart(2, '0')}` : text;
  if (!/^\d{8}$/.test(digits) || digits.startsWith('0000') || NOBODYS.has(digits)) return null;
  return digits;
}
