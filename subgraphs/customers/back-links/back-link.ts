import { Ctx, Directive, Field, FieldResolver, ID, ObjectType, Resolver, Root, type ClassType } from 'type-graphql';
import type { SourceKey } from '#core/source-key';
import type { CustomersContext } from '../context';
import type { Customer } from '../customer/customer';
import { CustomerType, SourceRecordType } from '../customer/customer.type';

interface BackLink {
  readonly name: string;
  readonly stub: ClassType;
  readonly resolver: ClassType;
}

interface Stub {
  readonly id: string;
  readonly party?: SourceKey | null;
}

/** Adds `customer` to an entity of another subgraph, found by the party record the entity names. */
function backLink(name: string, idDescription: string): BackLink {
  @Directive('@key(fields: "id")')
  @ObjectType(name, { simpleResolvers: true })
  class StubType {
    @Field(() => ID, { description: idDescription })
    readonly id!: string;

    @Directive('@external')
    @Field(() => SourceRecordType, { nullable: true })
    readonly party?: SourceKey | null;
  }

  @Resolver(() => StubType)
  class StubResolver {
    @FieldResolver(() => CustomerType, { nullable: true, description: 'The customer behind it, today (客户).' })
    @Directive('@requires(fields: "party { system key }")')
    customer(@Root() { party }: Stub, @Ctx() { loaders }: CustomersContext): Promise<Customer | null> | null {
      return party ? loaders.bySource.load(party) : null;
    }
  }
  return { name, stub: StubType, resolver: StubResolver };
}

/** Entities that lead back to their customer. */
export const BACK_LINKS: readonly BackLink[] = [
  backLink('Contract', 'Id of the contract in this graph (编号).'),
  backLink('Order', 'Id of the order in this graph (编号).'),
  backLink('Invoice', 'Id of the document in this graph (编号).'),
  backLink('Receipt', 'Id of the receipt in this graph (编号).'),
  backLink('Opportunity', 'Id of the opportunity in this graph (编号).'),
  backLink('Ticket', 'Id of the ticket in this graph (编号).'),
  backLink('Stay', 'Id of the stay in this graph (编号).'),
];
