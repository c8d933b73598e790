import { keepApart } from '../identity/cluster/decisions';
import type { FieldPin, GoldenField } from '../registry/golden-record';
import type { RecordDecisions } from '../registry/record-decisions';
import { sourceKeyOf } from '../registry/record-id';

/**
 * MERGE: the records of both sides are one customer; SPLIT: records of one customer are another one; KEEP_APART: two customers
 * are never one; PIN: a value of the customer comes from this record.
 */
export const DECISION_KINDS = ['MERGE', 'SPLIT', 'KEEP_APART', 'PIN'] as const;
export type DecisionKind = (typeof DECISION_KINDS)[number];

/** What a person decided; it outlives every run until somebody takes it back. */
export interface StewardDecision {
  /** Sorts by the time of the decision. */
  readonly id: string;
  readonly kind: DecisionKind;
  /** Records it is about, by id; of a split those that leave, of a pin the one that is chosen. */
  readonly left: readonly string[];
  /** The records of the other side; none for a pin. */
  readonly right: readonly string[];
  /** What a pin is about. */
  readonly field: GoldenField | null;
  readonly actor: string;
  readonly reason: string;
  /** ISO instant. */
  readonly decidedAt: string;
  readonly undone: Undone | null;
}

/** Who took a decision back, and why. */
export interface Undone {
  readonly at: string;
  readonly actor: string;
  readonly reason: string;
}

export const STEWARD_ACTIONS = [...DECISION_KINDS, 'UNDO'] as const;
export type StewardAction = (typeof STEWARD_ACTIONS)[number];

/** What was done, by whom; never changed and never deleted. */
export interface AuditEvent {
  readonly id: string;
  /** ISO instant. */
  readonly at: string;
  readonly actor: string;
  readonly action: StewardAction;
  /** Id of the decision. */
  readonly subject: string;
  readonly reason: string;
  /** Ids of the customers that it changed. */
  readonly customers: readonly string[];
}

/** What the decisions that nobody took back say about records, the oldest first. */
export function inForce(decisions: readonly StewardDecision[]): RecordDecisions {
  const together: { left: readonly string[]; right: readonly string[] }[] = [];
  const apart = new Map<string, Set<string>>();
  const pins = new Map<string, FieldPin[]>();
  for (const { id, kind, left, right, field, undone } of decisions) {
    if (undone !== null) continue;
    switch (kind) {
      case 'MERGE':
        together.push({ left, right });
        break;
      case 'SPLIT':
      case 'KEEP_APART':
        keepApart(apart, left, right);
        break;
      case 'PIN':
        for (const record of field === null ? [] : left) {
          const pin = { ...sourceKeyOf(record), field: field ?? 'name', decision: id };
          pins.set(record, [...(pins.get(record) ?? []), pin]);
        }
    }
  }
  return { decisions: { together, apart }, pins };
}

/** The decision in force that keeps a record of one side apart from one of the other, or null. */
export function decisionBetween(
  decisions: readonly StewardDecision[],
  left: ReadonlySet<string>,
  right: ReadonlySet<string>,
): StewardDecision | null {
  const meets = (some: readonly string[], side: ReadonlySet<string>): boolean => some.some((id) => side.has(id));
  const keeps = (one: StewardDecision): boolean =>
    (meets(one.left, left) && meets(one.right, right)) || (meets(one.left, right) && meets(one.right, left));
  return decisions.find((one) => one.undone === null && one.kind !== 'MERGE' && one.kind !== 'PIN' && keeps(one)) ?? null;
}
