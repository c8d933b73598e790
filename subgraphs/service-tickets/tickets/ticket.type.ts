import { ArgsType, Directive, Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { SourceKey } from '#core/source-key';
import { connectionType, PageArgs } from '#graphql/connection';
import { DateRangeInput } from '#graphql/date-range.input';
import { enumOf } from '#graphql/enum-of';
import { DateTimeScalar } from '#graphql/scalars';
import { SourceRecordStub } from '#graphql/source-record.type';
import { TICKET_CHANNELS, TICKET_PRIORITIES, TICKET_STATUSES } from './ticket';
import type { TicketChannel, TicketFilter, TicketPriority, TicketStatus } from './ticket';

const TicketPriorityEnum = enumOf(TICKET_PRIORITIES);
export const TicketStatusEnum = enumOf(TICKET_STATUSES);
const TicketChannelEnum = enumOf(TICKET_CHANNELS);
const TicketSortEnum = enumOf(['OPENED_AT_DESC', 'OPENED_AT_ASC', 'DUE_AT_ASC', 'NUMBER_ASC']);

registerEnumType(TicketPriorityEnum, { name: 'TicketPriority', description: 'How soon a ticket has to be worked on (优先级).' });
registerEnumType(TicketStatusEnum, { name: 'TicketStatus', description: 'How far a ticket has come (工单状态).' });
registerEnumType(TicketChannelEnum, { name: 'TicketChannel', description: 'The way a ticket came in (受理渠道).' });
registerEnumType(TicketSortEnum, { name: 'TicketSort', description: 'Order of a list of tickets (工单排序).' });

@Directive('@key(fields: "id")')
@ObjectType('Ticket', { description: 'A service request, incident or complaint (工单).', simpleResolvers: true })
export class TicketType {
  readonly system!: string;
  readonly key!: string;

  @Field(() => ID, { description: 'Id of the ticket in this graph (编号).' })
  readonly id!: string;

  @Field(() => SourceRecordStub, { nullable: true, description: 'Party record that reported it (报障方源记录).' })
  readonly party!: SourceKey | null;

  @Field(() => String, { nullable: true, description: 'Ticket number (工单号).' })
  readonly number!: string | null;

  @Field(() => String, { nullable: true, description: 'What it is about, in one line (标题).' })
  readonly title!: string | null;

  @Field(() => String, { nullable: true, description: 'What the customer reported, as written (内容).' })
  readonly content!: string | null;

  @Field(() => String, { nullable: true, description: 'Category in the words of the source system (工单分类).' })
  readonly category!: string | null;

  @Field(() => TicketPriorityEnum, { nullable: true, description: 'How soon it has to be worked on (优先级).' })
  readonly priority!: TicketPriority | null;

  @Field(() => TicketStatusEnum, { nullable: true, description: 'How far it has come (工单状态).' })
  readonly status!: TicketStatus | null;

  @Field(() => TicketChannelEnum, { nullable: true, description: 'The way it came in (受理渠道).' })
  readonly channel!: TicketChannel | null;

  @Field(() => String, { nullable: true, description: 'Name of the person to talk to (联系人).' })
  readonly contactName!: string | null;

  @Field(() => [String], { nullable: true, description: 'Phone numbers of that person (联系电话).' })
  readonly contactPhone!: readonly string[] | null;

  @Field(() => String, { nullable: true, description: 'Company of that person, as typed (报障单位).' })
  readonly company!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was opened (受理时间).' })
  readonly openedAt!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it has to be solved (要求完成时间).' })
  readonly dueAt!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When the customer got a first answer (首次响应时间).' })
  readonly firstResponseAt!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was solved (解决时间).' })
  readonly solvedAt!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was closed (关闭时间).' })
  readonly closedAt!: string | null;

  @Field(() => Int, { nullable: true, description: 'How many times it was opened again (重开次数).' })
  readonly reopened!: number | null;

  @Field(() => Int, { nullable: true, description: 'Rating by the customer, 1 to 5; null when not rated (满意度评分).' })
  readonly rating!: number | null;

  @Field(() => Boolean, { nullable: true, description: 'The customer complains (投诉).' })
  readonly complaint!: boolean | null;

  @Field(() => String, { nullable: true, description: 'Room it is about (房号).' })
  readonly roomNo!: string | null;

  @Field(() => String, { nullable: true, description: 'Serial number of the device it is about (设备序列号).' })
  readonly assetNo!: string | null;
}

@InputType('TicketFilter', { description: 'Which tickets to list; all conditions must hold (工单筛选).' })
export class TicketFilterInput implements TicketFilter {
  @Field(() => [TicketStatusEnum], { nullable: true, description: 'One of these statuses (工单状态).' })
  readonly status?: readonly TicketStatus[] | null;

  @Field(() => [TicketPriorityEnum], { nullable: true, description: 'One of these priorities (优先级).' })
  readonly priority?: readonly TicketPriority[] | null;

  @Field(() => Boolean, { nullable: true, description: 'Complaints only, or everything but complaints (投诉).' })
  readonly complaint?: boolean | null;

  @Field(() => DateRangeInput, { nullable: true, description: 'Opened within these business days (受理日期范围).' })
  readonly openedAt?: DateRangeInput | null;
}

@ArgsType()
export class TicketArgs extends PageArgs {
  @Field(() => TicketFilterInput, { nullable: true, description: 'Which tickets to list (工单筛选).' })
  readonly filter?: TicketFilterInput | null;

  @Field(() => TicketSortEnum, { defaultValue: 'OPENED_AT_DESC', description: 'Order of the list (工单排序).' })
  readonly sort!: keyof typeof TicketSortEnum;
}

export const TicketConnection = connectionType('Ticket', () => TicketType, ['tickets', '工单']);
