import { ArgsType, Field, Int, ObjectType } from 'type-graphql';
import { BadUserInputError } from '#core/errors';
import type { Money } from '#core/money';
import { MoneyType } from '#graphql/money.type';
import { DateScalar, DecimalScalar } from '#graphql/scalars';
import type { CreditStanding, LatePayment, StandingFacts } from './credit-standing';

@ObjectType('LatePayment', {
  description: 'A document paid late, or unpaid after its due date (逾期付款).',
  simpleResolvers: true,
})
export class LatePaymentType implements LatePayment {
  readonly document!: StandingFacts;

  @Field(() => Int, { description: 'Days from the due date to settlement, or to the business day while open (逾期天数).' })
  readonly daysLate!: number;
}

@ObjectType('CreditStanding', {
  description:
    'How punctually documents were paid that fell due in the months up to the business day. Counted: invoices, ' +
    'replacements, deposits and other receivables with a positive amount; not credit notes, adjustments, drafts, void documents, nor ' +
    'what is due today and open. Late by days from due date to clearing date, open or written off to the business day. Without due ' +
    'date, clearing date, status, kind or amount that the source can tell a document is unknown: in no rate, never on time (信用状况).',
  simpleResolvers: true,
})
export class CreditStandingType implements CreditStanding {
  readonly latePayments!: readonly LatePayment[];

  @Field(() => DateScalar, { description: 'First due date of the window (起始日期).' })
  readonly from!: string;

  @Field(() => DateScalar, { description: 'Last due date of the window, the business day (截止日期).' })
  readonly to!: string;

  @Field(() => Int, { description: 'Documents that fell due and are known to be on time or late (到期单据数).' })
  readonly dueDocuments!: number;

  @Field(() => Int, { description: 'Of them paid by their due date (按时付款单据数).' })
  readonly onTimeDocuments!: number;

  @Field(() => Int, { description: 'Of them paid later, unpaid or written off (逾期单据数).' })
  readonly lateDocuments!: number;

  @Field(() => Int, { description: 'Documents of which it cannot be told; they are in no rate (无法判断单据数).' })
  readonly unknownDocuments!: number;

  @Field(() => DecimalScalar, { nullable: true, description: 'Share on time, 0 to 1; null when none fell due (按时付款率).' })
  readonly onTimeRate!: string | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'Share of the amount on time, 0 to 1; null when amounts have no currency in common (按时付款金额率).',
  })
  readonly onTimeAmountRate!: string | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'Days late, weighted by amount, on-time documents as 0 (加权平均逾期天数).',
  })
  readonly averageDaysLate!: string | null;

  @Field(() => Int, { nullable: true, description: 'Days late of the worst document; 0 when all were on time (最长逾期天数).' })
  readonly maxDaysLate!: number | null;

  @Field(() => [MoneyType], {
    description: 'Open after the due date on the business day, however old, one amount per currency (逾期未付金额).',
  })
  readonly openOverdue!: readonly Money[];
}

export const MAX_STANDING_MONTHS = 60;

@ArgsType()
export class CreditStandingArgs {
  @Field(() => Int, { defaultValue: 12, description: 'Months up to the business day, 1 to 60 (统计月数).' })
  readonly months!: number;
}

/** Refuses windows outside 1 to 60 months. */
export function standingMonths({ months }: CreditStandingArgs): number {
  if (Number.isInteger(months) && months >= 1 && months <= MAX_STANDING_MONTHS) return months;
  throw new BadUserInputError(`"months" is ${months}; ask for 1 to ${MAX_STANDING_MONTHS} months.`, { months });
}
