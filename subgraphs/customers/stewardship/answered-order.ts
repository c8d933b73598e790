import { createHash } from 'node:crypto';
import type { StewardAction } from './steward-decision';
import { refused, type Order, type Ruling } from './stewardship';
import { refusal, type UserError } from './user-error';

/** A client that has not heard an answer asks again within days; afterwards its key is free. */
const KEPT_MS = 7 * 86_400_000;
const LONGEST_KEY = 100;

/** An order that was followed, by the key that its client gave it: asked again, it is answered and not followed. */
export interface AnsweredOrder {
  /** Hash of who gave the key, and the key: nobody meets the keys of others. */
  readonly id: string;
  /** Equal for an equal order. */
  readonly order: string;
  /** ISO instant. */
  readonly at: string;
  readonly answer: Ruling;
}

/** What tells an order from others, when its client gave it a key. */
export type KeyedOrder = Pick<AnsweredOrder, 'id' | 'order'>;

/** The order as it is kept; null without a key, and for one that decides nothing. */
export function keyedOrder(order: Order, action: StewardAction, actor: string): KeyedOrder | null {
  const { idempotencyKey, dryRun, ...asked } = order;
  if (idempotencyKey == null || dryRun) return null;
  return { id: hashOf([actor, idempotencyKey]), order: hashOf([action, inOneOrder(asked)]) };
}

export function checkKey({ idempotencyKey }: Order): UserError | null {
  if (idempotencyKey == null) return null;
  const { length } = idempotencyKey;
  if (idempotencyKey.trim() !== '' && length <= LONGEST_KEY) return null;
  return refusal(
    'INVALID',
    'idempotencyKey',
    `A key has 1 to ${LONGEST_KEY} characters and is not blank, this one has ${length}`,
  );
}

/** The first answer to an order, or why its key cannot be used for it; null when the order is new. */
export function answerTo({ order }: KeyedOrder, first: AnsweredOrder | null, now: number): Ruling | null {
  if (first === null || first.at < keptSince(now)) return null;
  if (first.order === order) return first.answer;
  const decision = first.answer.decision?.id ?? '';
  const message = `The key was given to another order at ${first.at}, which led to decision ${decision}: give this order a key of its own`;
  return refused(refusal('CONFLICT', 'idempotencyKey', message));
}

/** Answers from before this instant are forgotten. */
export const keptSince = (now: number): string => new Date(now - KEPT_MS).toISOString();

const hashOf = (content: unknown): string => createHash('sha256').update(JSON.stringify(content)).digest('hex');

/** Objects as lists of their fields by name: a client may write them in any order. */
function inOneOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOneOrder);
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, content]) => [name, inOneOrder(content)]);
}
