import { sourceKeyText } from '#core/source-key';
import type { Customer } from '../customer/customer';
import type { CustomerRegistry } from '../customer/customer.source';
import { describeChanges, versionContent, type CustomerVersions } from '../customer/customer-version';
import { GOLDEN_FIELDS, valueOf, type GoldenField } from '../registry/golden-record';
import type { DecisionChange, Outcome, PartyMatching } from '../registry/party-matching';
import type { StoredRecord } from '../registry/stored-record';
import { answerTo, checkKey, keyedOrder, type KeyedOrder } from './answered-order';
import { customerChanges, type CustomerChange } from './customer-change';
import { decisionBetween, inForce, type AuditEvent, type StewardAction, type StewardDecision } from './steward-decision';
import type { StewardDecisions } from './steward-decision.source';
import {
  refused,
  type Order,
  type PairOrder,
  type PinOrder,
  type Ruling,
  type SeenCustomer,
  type SplitOrder,
  type Stewardship,
  type UndoOrder,
} from './stewardship';
import { isRefusal, refusal, type UserError } from './user-error';

/** As many characters as the column of a reason has. */
const LONGEST_REASON = 500;

export interface StewardshipParts {
  readonly registry: Pick<CustomerRegistry, 'byIds'>;
  readonly records: { recordsByIds(ids: readonly string[]): Promise<ReadonlyMap<string, StoredRecord>> };
  readonly versions: CustomerVersions;
  readonly decisions: StewardDecisions;
  readonly matching: Pick<PartyMatching, 'decide'>;
  /** Makes ids that sort by time. */
  readonly newId: (prefix: 'dec' | 'cus' | 'evt') => string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** A decision as it shall be, and what follows for the records. */
interface Draft {
  readonly decision: StewardDecision;
  readonly homes?: ReadonlyMap<string, string>;
}

type Facts = Pick<StewardDecision, 'kind' | 'left' | 'right'> & { readonly field?: GoldenField };

/** Checks orders, and follows those that can be followed: as a whole or not at all. */
export class StewardshipService implements Stewardship {
  constructor(private readonly parts: StewardshipParts) {}

  merge(order: PairOrder, actor: string): Promise<Ruling> {
    return this.take(order, actor, 'MERGE', async () => {
      const pair = await this.pairOf(order);
      if (isRefusal(pair)) return pair;
      const [left, right] = pair.map(recordIds);
      if (!left || !right) return refusal('INVALID', 'customers', 'Name two customers');
      const between = decisionBetween(await this.parts.decisions.open(), new Set(left), new Set(right));
      if (between !== null)
        return refusal('NOT_POSSIBLE', 'customers', `Decision ${between.id} keeps them apart: take it back first`);
      return this.draft(order.reason, actor, { kind: 'MERGE', left, right });
    });
  }

  keepApart(order: PairOrder, actor: string): Promise<Ruling> {
    return this.take(order, actor, 'KEEP_APART', async () => {
      const pair = await this.pairOf(order);
      if (isRefusal(pair)) return pair;
      const [left, right] = pair.map(recordIds);
      if (!left || !right) return refusal('INVALID', 'customers', 'Name two customers');
      return this.draft(order.reason, actor, { kind: 'KEEP_APART', left, right });
    });
  }

  split(order: SplitOrder, actor: string): Promise<Ruling> {
    return this.take(order, actor, 'SPLIT', async () => {
      const customer = await this.customerAsSeen(order.customer, 'customer');
      if (isRefusal(customer)) return customer;
      const members = recordIds(customer);
      const left = [...new Set(order.records.map(sourceKeyText))];
      const foreign = left.find((id) => !members.includes(id));
      if (foreign !== undefined) return refusal('INVALID', 'records', `${customer.id} has no record ${foreign}`);
      const right = members.filter((id) => !left.includes(id));
      if (left.length === 0) return refusal('INVALID', 'records', 'Name the records that leave the customer');
      if (right.length === 0) return refusal('INVALID', 'records', `All records of ${customer.id} are named: one has to stay`);
      const homes = await this.homesOf(left, right);
      return { ...this.draft(order.reason, actor, { kind: 'SPLIT', left, right }), homes };
    });
  }

  pin(order: PinOrder, actor: string): Promise<Ruling> {
    return this.take(order, actor, 'PIN', async () => {
      const customer = await this.customerAsSeen(order.customer, 'customer');
      if (isRefusal(customer)) return customer;
      const field = GOLDEN_FIELDS.find((one) => one === order.field);
      if (!field) return refusal('INVALID', 'field', `"${order.field}" is none of ${GOLDEN_FIELDS.join(', ')}`);
      const id = sourceKeyText(order.record);
      if (!recordIds(customer).includes(id)) return refusal('INVALID', 'record', `${customer.id} has no record ${id}`);
      const stored = (await this.parts.records.recordsByIds([id])).get(id);
      if (!stored || valueOf(stored.record, field).trim() === '')
        return refusal('NOT_POSSIBLE', 'record', `The record ${id} says nothing for ${field}`);
      return this.draft(order.reason, actor, { kind: 'PIN', left: [id], right: [], field });
    });
  }

  undo(order: UndoOrder, actor: string): Promise<Ruling> {
    return this.take(order, actor, 'UNDO', async () => {
      const decision = await this.parts.decisions.byId(order.decision);
      if (decision === null) return refusal('UNKNOWN_ID', 'decision', `There is no decision ${order.decision}`);
      const { undone } = decision;
      if (undone !== null)
        return refusal('CONFLICT', 'decision', `${undone.actor} has taken ${decision.id} back at ${undone.at}: ${undone.reason}`);
      return { decision: { ...decision, undone: { at: this.instant(), actor, reason: order.reason.trim() } } };
    });
  }

  private async take(
    order: Order,
    actor: string,
    action: StewardAction,
    make: () => Promise<Draft | UserError>,
  ): Promise<Ruling> {
    const { reason, dryRun } = order;
    const wrong = checkReason(reason) ?? checkKey(order);
    if (wrong !== null) return refused(wrong);
    const keyed = keyedOrder(order, action, actor);
    let answer = refused(refusal('NOT_POSSIBLE', null, 'Nothing was decided'));
    let draft: Draft | null = null;
    const change = async (): Promise<DecisionChange | null> => {
      const made = (await this.firstAnswerTo(keyed)) ?? (await make());
      if ('userErrors' in made) answer = made;
      else if (isRefusal(made)) answer = refused(made);
      else {
        draft = made;
        return this.changeBy(made);
      }
      return null;
    };
    const ruling = await this.parts.matching.decide(change, async (outcome) => {
      if (draft === null) throw new Error('A refused order has no outcome');
      const { decision } = draft;
      const changes = await this.changesOf(outcome);
      const told: Ruling = { decision: dryRun ? null : decision, changes, userErrors: [] };
      const event = this.eventOf(decision, action, actor, reason, changes);
      const answered = keyed && { ...keyed, at: this.instant(), answer: told };
      return { answer: told, decided: dryRun ? null : { decision, event, answered } };
    });
    return ruling ?? answer;
  }

  private async firstAnswerTo(keyed: KeyedOrder | null): Promise<Ruling | null> {
    if (keyed === null) return null;
    return answerTo(keyed, await this.parts.decisions.answered(keyed.id), this.parts.now());
  }

  private async changeBy({ decision, homes }: Draft): Promise<DecisionChange> {
    const others = (await this.parts.decisions.open()).filter(({ id }) => id !== decision.id);
    const next = inForce([...others, decision].sort((a, b) => (a.id < b.id ? -1 : 1)));
    return { next, touched: [...decision.left, ...decision.right], homes: homes ?? new Map() };
  }

  private async changesOf({ before, customers }: Outcome): Promise<readonly CustomerChange[]> {
    const ids = [...new Set([...before.values()].flatMap(({ customerId }) => customerId ?? []))];
    const old = (await this.parts.registry.byIds(ids)).filter((customer) => customer !== null);
    return customerChanges(old, customers);
  }

  private draft(reason: string, actor: string, { field, ...facts }: Facts): Draft {
    const id = this.parts.newId('dec');
    const decidedAt = this.instant();
    return { decision: { ...facts, id, field: field ?? null, actor, reason: reason.trim(), decidedAt, undone: null } };
  }

  private eventOf(
    { id: subject }: StewardDecision,
    action: AuditEvent['action'],
    actor: string,
    reason: string,
    changes: readonly CustomerChange[],
  ): AuditEvent {
    const customers = [...new Set(changes.map(({ customerId }) => customerId))];
    return { id: this.parts.newId('evt'), at: this.instant(), actor, action, subject, reason: reason.trim(), customers };
  }

  /** Records that leave take an id along that is theirs alone; else they get one new id together, so that the customer keeps its own. */
  private async homesOf(left: readonly string[], right: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const records = await this.parts.records.recordsByIds([...left, ...right]);
    const homeOf = (id: string): string | null => records.get(id)?.home ?? null;
    const staying = new Set(right.map(homeOf));
    const shared = left.filter((id) => staying.has(homeOf(id)));
    const home = this.parts.newId('cus');
    return new Map(shared.map((id) => [id, home]));
  }

  private async pairOf({ customers }: PairOrder): Promise<readonly Customer[] | UserError> {
    const [first, second, ...more] = customers;
    if (!first || !second || more.length > 0) return refusal('INVALID', 'customers', 'Name two customers');
    const pair: Customer[] = [];
    for (const seen of [first, second]) {
      const customer = await this.customerAsSeen(seen, 'customers');
      if (isRefusal(customer)) return customer;
      pair.push(customer);
    }
    return pair[0]?.id === pair[1]?.id ? refusal('INVALID', 'customers', `${first.id} is named twice`) : pair;
  }

  /** The customer, unless it is another one by now than the person who decides has seen. */
  private async customerAsSeen({ id, version }: SeenCustomer, field: string): Promise<Customer | UserError> {
    const [customer] = await this.parts.registry.byIds([id]);
    if (!customer) return refusal('UNKNOWN_ID', field, `There is no customer ${id}`);
    if (customer.id === id && customer.version === version) return customer;
    const seen = await this.parts.versions.seen(id, version);
    const now = versionContent(customer.provenance, recordIds(customer));
    const what = seen === null ? 'the version that was seen is not known' : describeChanges(seen, now);
    const where = customer.id === id ? `${id} has changed` : `${id} has become a part of ${customer.id}`;
    return refusal('CONFLICT', field, `${where}: ${what}. Its version is ${customer.version} now`);
  }

  private instant(): string {
    return new Date(this.parts.now()).toISOString();
  }
}

const recordIds = ({ sourceRecords }: Customer): readonly string[] => sourceRecords.map(sourceKeyText);

function checkReason(reason: string): UserError | null {
  if (reason.trim() === '') return refusal('INVALID', 'reason', 'Say why');
  if (reason.length <= LONGEST_REASON) return null;
  return refusal('INVALID', 'reason', `A reason has at most ${LONGEST_REASON} characters, this one has ${reason.length}`);
}
