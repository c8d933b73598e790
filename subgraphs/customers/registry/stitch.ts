import { sourceKeyText } from '#core/source-key';
import type { MatchRule, PartyRecord } from './party-record';
import { creditCode } from './tax-number';

export interface StitchedRecord {
  readonly record: PartyRecord;
  readonly matchedBy: MatchRule;
}

/** Records that are one party. */
export type Cluster = readonly StitchedRecord[];

/**
 * Stitches party records by hard keys only: equal valid credit codes, and cross references that a system keeps.
 * A cross reference never joins two different credit codes or a person with an organisation.
 */
export function stitch(records: readonly PartyRecord[]): readonly Cluster[] {
  const groups = new Groups(records);
  const byCode = new Map<string, number>();
  for (const [i, record] of records.entries()) {
    const code = creditCode(record.taxNo);
    if (code === null) continue;
    const first = byCode.get(code);
    if (first === undefined) byCode.set(code, i);
    else groups.join(first, i, 'TAX_NUMBER');
  }
  const positions = new Map(records.map((record, i) => [sourceKeyText(record), i]));
  for (const [i, { sameAs }] of records.entries()) {
    const other = sameAs && positions.get(sourceKeyText(sameAs));
    if (other !== null && other !== undefined) groups.join(other, i, 'CROSS_REFERENCE');
  }
  return groups.clusters();
}

interface Facts {
  readonly codes: Set<string>;
  readonly kinds: Set<string>;
}

/** Disjoint groups of records, with the facts that two groups must not disagree on. */
class Groups {
  private readonly parents: number[];
  private readonly facts: Facts[];
  private readonly rules: MatchRule[];

  constructor(private readonly records: readonly PartyRecord[]) {
    this.parents = records.map((_, i) => i);
    this.rules = records.map(() => 'FIRST_RECORD');
    this.facts = records.map(({ taxNo, kind }) => {
      const code = creditCode(taxNo);
      return { codes: new Set(code === null ? [] : [code]), kinds: new Set(kind === null ? [] : [kind]) };
    });
  }

  join(a: number, b: number, rule: MatchRule): void {
    const left = this.rootOf(a);
    const right = this.rootOf(b);
    if (left === right) return;
    const from = this.facts[right];
    const into = this.facts[left];
    if (!from || !into || conflict(into.codes, from.codes) || conflict(into.kinds, from.kinds)) return;
    for (const code of from.codes) into.codes.add(code);
    for (const kind of from.kinds) into.kinds.add(kind);
    this.parents[right] = left;
    if (this.rules[b] === 'FIRST_RECORD') this.rules[b] = rule;
    else this.rules[a] = rule;
  }

  clusters(): readonly Cluster[] {
    const clusters = new Map<number, StitchedRecord[]>();
    for (const [i, record] of this.records.entries()) {
      const root = this.rootOf(i);
      const entry = { record, matchedBy: this.rules[i] ?? 'FIRST_RECORD' };
      const cluster = clusters.get(root);
      if (cluster) cluster.push(entry);
      else clusters.set(root, [entry]);
    }
    return [...clusters.values()];
  }

  private rootOf(i: number): number {
    let root = i;
    for (let parent = this.parents[root]; parent !== undefined && parent !== root; parent = this.parents[root]) root = parent;
    this.parents[i] = root;
    return root;
  }
}

const conflict = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean =>
  a.size > 0 && b.size > 0 && ![...b].some((value) => a.has(value));
