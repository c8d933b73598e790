/** The zone in which a business day begins and ends. */
const BUSINESS_ZONE = 'Asia/Shanghai';

/** Business day of the rules, YYYY-MM-DD: the fixed one, else today in Asia/Shanghai, also after midnight. */
export function businessDates(fixed: string | null, now: () => number): () => string {
  if (fixed !== null) return () => fixed;
  // Canadian dates are written YYYY-MM-DD.
  const format = new Intl.DateTimeFormat('en-CA', { timeZone: BUSINESS_ZONE, year: 'numeric', month: '2-digit', day: '2-digit' });
  return () => format.format(now());
}
