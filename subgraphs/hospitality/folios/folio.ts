import type { LegacyRecord } from '#core/legacy-record';
import { sumByCurrency, type Money } from '#core/money';

/** What one posting of a stay's account says. */
export interface FolioFacts extends LegacyRecord {
  readonly charge: Money | null;
  readonly payment: Money | null;
  readonly correction: boolean | null;
}

export interface Folio {
  readonly charges: readonly Money[];
  readonly payments: readonly Money[];
  readonly lineCount: number;
  readonly correctionCount: number;
  readonly unreadableLines: number;
}

/** Sums the postings of a stay per currency. A correction is a posting of the opposite sign and counts; an amount that cannot be read is told apart. */
export function folioOf(lines: readonly FolioFacts[]): Folio {
  return {
    charges: sumByCurrency(lines.flatMap(({ charge }) => charge ?? [])),
    payments: sumByCurrency(lines.flatMap(({ payment }) => payment ?? [])),
    lineCount: lines.length,
    correctionCount: lines.filter(({ correction }) => correction).length,
    unreadableLines: lines.filter(({ reasons }) => reasons?.charge ?? reasons?.payment).length,
  };
}
