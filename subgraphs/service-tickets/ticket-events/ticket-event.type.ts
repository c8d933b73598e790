import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { connectionType } from '#graphql/connection';
import { enumOf } from '#graphql/enum-of';
import { DateTimeScalar } from '#graphql/scalars';
import type { TicketStatus } from '../tickets/ticket';
import { TicketStatusEnum } from '../tickets/ticket.type';
import { TICKET_EVENT_KINDS, type TicketEvent, type TicketEventKind } from './ticket-event';

const TicketEventKindEnum = enumOf(TICKET_EVENT_KINDS);

registerEnumType(TicketEventKindEnum, { name: 'TicketEventKind', description: 'What happened to a ticket (工单动态类型).' });

@ObjectType('TicketEvent', {
  description: 'An answer, an internal note or a change of status (工单动态).',
  simpleResolvers: true,
})
export class TicketEventType implements TicketEvent {
  readonly system!: string;
  readonly key!: string;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it happened (发生时间).' })
  readonly at!: string | null;

  @Field(() => TicketEventKindEnum, { nullable: true, description: 'What happened (动态类型).' })
  readonly kind!: TicketEventKind | null;

  @Field(() => String, { nullable: true, description: 'Who did it, as the source system names the person (处理人).' })
  readonly by!: string | null;

  @Field(() => TicketStatusEnum, { nullable: true, description: 'Status before the change (原状态).' })
  readonly fromStatus!: TicketStatus | null;

  @Field(() => TicketStatusEnum, { nullable: true, description: 'Status after the change (新状态).' })
  readonly toStatus!: TicketStatus | null;

  @Field(() => String, { nullable: true, description: 'What was written (内容).' })
  readonly text!: string | null;
}

export const TicketEventConnection = connectionType('TicketEvent', () => TicketEventType, ['ticket events', '工单动态']);
