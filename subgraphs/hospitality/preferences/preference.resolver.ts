import { Ctx, Directive, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Selected } from '#core/legacy-record';
import { REQUIRES_SOURCE_KEYS, sourceKeysOf, type CustomerKeys } from '#graphql/customer-stub.type';
import type { HospitalityContext } from '../context';
import { CustomerStub } from '../customer/customer.type';
import type { Guest } from '../guests/guest';
import { GuestType } from '../guests/guest.type';
import { distinctPreferences, preferenceCodes, type Preference } from './preference';
import { PreferenceType } from './preference.type';

@Resolver(() => GuestType)
export class GuestPreferencesResolver {
  @FieldResolver(() => [String], {
    nullable: 'itemsAndList',
    description: 'Names of the preferences in their order; null where a code has none (喜好名称).',
  })
  async preferenceNames(
    @Root() guest: Selected<Guest>,
    @Ctx() { loaders }: HospitalityContext,
  ): Promise<readonly (string | null)[]> {
    const preferences = await Promise.all(preferenceCodes(guest).map((code) => loaders.preferences.load(code)));
    return preferences.map(({ name }) => name);
  }
}

@Resolver(() => CustomerStub)
export class CustomerPreferencesResolver {
  @FieldResolver(() => [PreferenceType], {
    nullable: true,
    description: 'What the customer prefers, each once over all guest profiles (喜好).',
  })
  @Directive(REQUIRES_SOURCE_KEYS)
  async preferences(@Root() customer: CustomerKeys, @Ctx() { loaders }: HospitalityContext): Promise<readonly Preference[]> {
    const guests = await loaders.guests.ofCustomer(sourceKeysOf(customer), ['preferences']);
    const codes = guests.flatMap(preferenceCodes);
    return distinctPreferences(await Promise.all(codes.map((code) => loaders.preferences.load(code))));
  }
}
