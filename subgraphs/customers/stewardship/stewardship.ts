import type { SourceKey } from '#core/source-key';
import type { CustomerChange } from './customer-change';
import type { StewardDecision } from './steward-decision';
import type { UserError } from './user-error';

/** A customer as the person who decides has seen it. */
export interface SeenCustomer {
  readonly id: string;
  readonly version: string;
}

/** What every order to decide has. */
export interface Order {
  readonly reason: string;
  /** Only show what would come of it. */
  readonly dryRun: boolean;
  /** Given by the client: the same order sent again with it gets the first answer. */
  readonly idempotencyKey?: string | null | undefined;
}

export interface PairOrder extends Order {
  /** Two customers. */
  readonly customers: readonly SeenCustomer[];
}

export interface SplitOrder extends Order {
  readonly customer: SeenCustomer;
  /** The records that leave it. */
  readonly records: readonly SourceKey[];
}

export interface PinOrder extends Order {
  readonly customer: SeenCustomer;
  readonly field: string;
  /** The record whose value counts. */
  readonly record: SourceKey;
}

export interface UndoOrder extends Order {
  /** Id of the decision that is taken back. */
  readonly decision: string;
}

/** What came of an order, or what would; or why it was refused: then nothing has changed. */
export interface Ruling {
  readonly decision: StewardDecision | null;
  readonly changes: readonly CustomerChange[];
  readonly userErrors: readonly UserError[];
}

export const refused = (error: UserError): Ruling => ({ decision: null, changes: [], userErrors: [error] });

/** Decisions of persons about customers. `actor` is who decides, as the token names it. */
export interface Stewardship {
  merge(order: PairOrder, actor: string): Promise<Ruling>;
  split(order: SplitOrder, actor: string): Promise<Ruling>;
  keepApart(order: PairOrder, actor: string): Promise<Ruling>;
  pin(order: PinOrder, actor: string): Promise<Ruling>;
  undo(order: UndoOrder, actor: string): Promise<Ruling>;
}
