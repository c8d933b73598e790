import { NOTHING_CHECKED, plus, type Assessment, type Checked } from './assess-record';
import type { QualityFigure } from './quality-score';
import type { QualityDimension, QualityRule } from './quality-rule';

/** A rule that could not be applied to records of a system, with the reason of the source. */
export interface QualityGap {
  readonly system: string;
  readonly rule: string;
  readonly reason: string;
  readonly records: number;
}

/** Sums of one system over a run; its size is that of the rules, whatever the number of records. */
export class QualityTally {
  private records = 0;
  private readonly sums = new Map<string, Map<QualityDimension, Checked>>();
  private readonly silent = new Map<string, Map<string, number>>();

  constructor(private readonly system: string) {}

  add({ broken, kept, unassessable }: Assessment): void {
    this.records += 1;
    for (const rule of broken) this.count(rule, 1);
    for (const rule of kept) this.count(rule, 0);
    for (const { rule, reason } of unassessable) {
      const reasons = this.silent.get(rule.id) ?? new Map<string, number>();
      this.silent.set(rule.id, reasons.set(reason, (reasons.get(reason) ?? 0) + 1));
    }
  }

  get assessed(): number {
    return this.records;
  }

  figures(): readonly QualityFigure[] {
    return [...this.sums].flatMap(([domain, dimensions]) =>
      [...dimensions].map(([dimension, sum]) => ({ system: this.system, domain, dimension, ...sum })),
    );
  }

  gaps(): readonly QualityGap[] {
    return [...this.silent].flatMap(([rule, reasons]) =>
      [...reasons].map(([reason, records]) => ({ system: this.system, rule, reason, records })),
    );
  }

  private count({ domain, dimension }: QualityRule, failed: number): void {
    const sums = this.sums.get(domain) ?? new Map<QualityDimension, Checked>();
    this.sums.set(domain, sums.set(dimension, plus(sums.get(dimension) ?? NOTHING_CHECKED, { checked: 1, failed })));
  }
}
