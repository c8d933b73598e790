import { Directive, Field, ID, ObjectType } from 'type-graphql';

/** An order as tickets know it: the sales subgraph answers everything but its id. */
@Directive('@key(fields: "id", resolvable: false)')
@ObjectType('Order', { simpleResolvers: true })
export class OrderStub {
  @Field(() => ID, { description: 'Id of the order in this graph (编号).' })
  readonly id!: string;
}
