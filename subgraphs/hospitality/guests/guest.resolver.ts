import type { GraphQLResolveInfo } from 'graphql';
import { Ctx, Directive, FieldResolver, Info, Resolver, Root } from 'type-graphql';
import type { Selected } from '#core/legacy-record';
import { REQUIRES_SOURCE_KEYS, sourceKeysOf, type CustomerKeys } from '#graphql/customer-stub.type';
import { selectedFields } from '#graphql/selected-fields';
import type { HospitalityContext } from '../context';
import { CustomerStub } from '../customer/customer.type';
import type { Guest } from './guest';
import { GuestType } from './guest.type';

@Resolver(() => GuestType)
export class GuestCompanyResolver {
  @FieldResolver(() => GuestType, { nullable: true, description: 'Profile of the company the guest works for (所属单位客史).' })
  company(
    @Root() guest: Selected<Guest>,
    @Ctx() { loaders }: HospitalityContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Selected<Guest> | null> {
    return loaders.guests.follow(guest, 'company', info);
  }
}

@Resolver(() => CustomerStub)
export class CustomerGuestsResolver {
  @FieldResolver(() => [GuestType], { nullable: true, description: 'Guest profiles of the customer (客史档案).' })
  @Directive(REQUIRES_SOURCE_KEYS)
  guestProfiles(
    @Root() customer: CustomerKeys,
    @Ctx() { loaders }: HospitalityContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<readonly Selected<Guest>[]> {
    return loaders.guests.ofCustomer(sourceKeysOf(customer), selectedFields(info));
  }
}
