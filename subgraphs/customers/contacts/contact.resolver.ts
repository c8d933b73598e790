import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { pageSize } from '#graphql/connection';
import type { CustomersContext } from '../context';
import type { Customer } from '../customer/customer';
import { CustomerType } from '../customer/customer.type';
import { mainFirst, type Contact } from './contact';
import { ContactType } from './contact.type';

@Resolver(() => CustomerType)
export class CustomerContactsResolver {
  @FieldResolver(() => [ContactType], {
    nullable: true,
    description: 'Persons to talk to, main contacts first, then by name (联系人).',
  })
  async contacts(
    @Root() { sourceRecords }: Customer,
    @Arg('first', () => Int, { defaultValue: 20, description: 'Contacts to return, 1 to 100 (返回行数).' }) first: number,
    @Ctx() { loaders }: CustomersContext,
  ): Promise<readonly Contact[]> {
    const size = pageSize(first);
    return mainFirst(await loaders.contacts.load(sourceRecords)).slice(0, size);
  }
}
