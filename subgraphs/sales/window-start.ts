/** First day of the months that end on `today`: 12 months to 2026-06-30 start on 2025-07-01. */
export function windowStart(today: string, months: number): string {
  const day = new Date(`${today}T00:00:00Z`);
  const start = new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() - months, day.getUTCDate() + 1));
  return start.toISOString().slice(0, 10);
}
