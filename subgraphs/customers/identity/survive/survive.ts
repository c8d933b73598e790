import { sourceKeyText, type SourceKey } from '#core/source-key';
import type { SurvivorshipPolicy, SurvivorshipRule } from './survivorship-policy';

/** What one record says for a field. */
export interface Candidate extends SourceKey {
  readonly value: string;
  /** When the source last said so, ISO date or instant; null: it does not tell. */
  readonly observedAt: string | null;
}

/** The surviving value, where it is from, why it won, and what lost against it, best first. */
export interface GoldenValue {
  readonly winner: Candidate;
  /** ONLY_VALUE: nobody says anything else; KEY_ORDER: no rule told the candidates apart. */
  readonly rule: SurvivorshipRule | 'PINNED' | 'ONLY_VALUE' | 'KEY_ORDER';
  readonly losing: readonly Candidate[];
}

/** A steward's decision: the value of this record, whatever the rules say. */
export type Pin = SourceKey;

type Order = (a: Candidate, b: Candidate) => number;

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function orderBy(rule: SurvivorshipRule, candidates: readonly Candidate[], { sources }: SurvivorshipPolicy): Order {
  switch (rule) {
    case 'SOURCE_RANK': {
      const rankOf = ({ system }: Candidate): number => (sources.includes(system) ? sources.indexOf(system) : sources.length);
      return (a, b) => rankOf(a) - rankOf(b);
    }
    case 'NEWEST':
      return (a, b) => compareText(b.observedAt ?? '', a.observedAt ?? '');
    case 'OLDEST':
      // A record that tells no time comes last, as with NEWEST.
      return (a, b) => compareText(a.observedAt ?? '~', b.observedAt ?? '~');
    case 'MOST_COMPLETE':
      return (a, b) => b.value.length - a.value.length;
    case 'MOST_AGREED': {
      const votes = new Map<string, number>();
      for (const { value } of candidates) votes.set(value, (votes.get(value) ?? 0) + 1);
      return (a, b) => (votes.get(b.value) ?? 0) - (votes.get(a.value) ?? 0);
    }
  }
}

/**
 * The value of one field that survives from the records of a party, or null when no record has one. The order of the
 * candidates does not matter: what the rules leave open is decided by source and key.
 * @param pin a record that a steward chose; it counts as long as that record has a value
 */
export function survive(
  field: string,
  candidates: readonly Candidate[],
  policy: SurvivorshipPolicy,
  pin: Pin | null = null,
): GoldenValue | null {
  const filled = candidates.filter(({ value }) => value.trim() !== '');
  const rules = policy.fields[field] ?? policy.otherwise;
  const orders = rules.map((rule) => ({ rule, order: orderBy(rule, filled, policy) }));
  const byKey: Order = (a, b) => compareText(sourceKeyText(a), sourceKeyText(b));
  const sorted = filled.toSorted((a, b) => {
    for (const { order } of orders) {
      const difference = order(a, b);
      if (difference !== 0) return difference;
    }
    return byKey(a, b);
  });
  const pinned = pin === null ? undefined : sorted.find((one) => one.system === pin.system && one.key === pin.key);
  const winner = pinned ?? sorted[0];
  if (!winner) return null;
  const losing = sorted.filter((one) => one !== winner);
  if (pinned) return { winner, rule: 'PINNED', losing };
  const rival = losing.find(({ value }) => value !== winner.value);
  if (!rival) return { winner, rule: 'ONLY_VALUE', losing };
  return { winner, rule: orders.find(({ order }) => order(winner, rival) !== 0)?.rule ?? 'KEY_ORDER', losing };
}
