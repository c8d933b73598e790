import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, Directive, FieldResolver, ID, Info, Int, Query, Resolver, Root } from 'type-graphql';
import { DomainError } from '#core/errors';
import type { Selected } from '#core/legacy-record';
import type { Money } from '#core/money';
import { type Connection } from '#graphql/connection';
import { REQUIRES_SOURCE_KEYS, sourceKeysOf, type CustomerKeys } from '#graphql/customer-stub.type';
import { MoneyType } from '#graphql/money.type';
import { selectedFields } from '#graphql/selected-fields';
import type { HospitalityContext } from '../context';
import type { Guest } from '../guests/guest';
import { GuestType } from '../guests/guest.type';
import { CustomerStub } from '../customer/customer.type';
import { stayBalance, stayNights, type Stay } from './stay';
import { StayArgs, StayConnection, StayType } from './stay.type';

/** Refuses to compute from a value the source cannot tell: the reason of that value is the reason of the result. */
function mustTell(stay: Selected<Stay>, fields: readonly (keyof Stay)[]): void {
  for (const field of fields) {
    const reason = stay.reasons?.[field];
    if (reason) throw new DomainError(reason.code, reason.detail, { source: stay.system });
  }
}

@Resolver(() => StayType)
export class StayResolver {
  @Query(() => StayType, { nullable: true, description: 'A stay by its id; null when there is none (按编号查入住记录).' })
  stay(
    @Arg('id', () => ID, { description: 'Id of the stay, from Stay.id (编号).' }) id: string,
    @Ctx() { loaders }: HospitalityContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Selected<Stay> | null> {
    return loaders.stays.byId(id, 'Stay', selectedFields(info));
  }

  @FieldResolver(() => Int, { nullable: true, description: 'Nights from arrival to departure, as booked (房晚数).' })
  nights(@Root() stay: Selected<Stay>): number | null {
    mustTell(stay, ['arrivesAt', 'departsAt']);
    const { arrivesAt = null, departsAt = null } = stay;
    return stayNights({ arrivesAt, departsAt });
  }

  @FieldResolver(() => MoneyType, { nullable: true, description: 'Left to pay; negative when overpaid (余额).' })
  balance(@Root() stay: Selected<Stay>): Money | null {
    mustTell(stay, ['charges', 'payments']);
    const { charges = null, payments = null } = stay;
    return stayBalance({ charges, payments });
  }

  @FieldResolver(() => GuestType, { nullable: true, description: 'Profile of the guest that stays (住客客史).' })
  guest(
    @Root() stay: Selected<Stay>,
    @Ctx() { loaders }: HospitalityContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Selected<Guest> | null> {
    return loaders.guests.follow(stay, 'party', info);
  }

  @FieldResolver(() => GuestType, { nullable: true, description: 'Profile of the company it is for (协议单位客史).' })
  company(
    @Root() stay: Selected<Stay>,
    @Ctx() { loaders }: HospitalityContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Selected<Guest> | null> {
    return loaders.guests.follow(stay, 'company', info);
  }

  @FieldResolver(() => GuestType, { nullable: true, description: 'Profile of the agent that booked it (旅行社客史).' })
  agent(
    @Root() stay: Selected<Stay>,
    @Ctx() { loaders }: HospitalityContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Selected<Guest> | null> {
    return loaders.guests.follow(stay, 'agent', info);
  }

  @FieldResolver(() => StayType, { nullable: true, description: 'Master account of the group it belongs to (团队主单).' })
  group(
    @Root() stay: Selected<Stay>,
    @Ctx() { loaders }: HospitalityContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Selected<Stay> | null> {
    return loaders.stays.follow(stay, 'group', info);
  }
}

@Resolver(() => CustomerStub)
export class CustomerStaysResolver {
  @FieldResolver(() => StayConnection, { nullable: true, description: 'Stays of the customer as a guest (入住记录).' })
  @Directive(REQUIRES_SOURCE_KEYS)
  stays(
    @Root() customer: CustomerKeys,
    @Args(() => StayArgs) args: StayArgs,
    @Ctx() { loaders }: HospitalityContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection<Selected<Stay>>> {
    return loaders.stays.connection(sourceKeysOf(customer), args, info);
  }

  @FieldResolver(() => StayConnection, { nullable: true, description: 'Stays on the account of the company (公司入住记录).' })
  @Directive(REQUIRES_SOURCE_KEYS)
  companyStays(
    @Root() customer: CustomerKeys,
    @Args(() => StayArgs) args: StayArgs,
    @Ctx() { loaders }: HospitalityContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection<Selected<Stay>>> {
    return loaders.companyStays.connection(sourceKeysOf(customer), args, info);
  }
}
