import { Directive, Field, ID, ObjectType } from 'type-graphql';
import type { Employee } from '#core/employee';
import { DateScalar } from './scalars';

/** Several systems keep their own list of staff, so each subgraph answers for the rows of its systems. */
@Directive('@shareable')
@ObjectType('Employee', { description: 'One of the own staff, as a source system knows it (员工).', simpleResolvers: true })
export class EmployeeType implements Employee {
  readonly system!: string;
  readonly key!: string;

  @Field(() => ID, { description: 'Id of the staff record in this graph (编号).' })
  readonly id!: string;

  @Field(() => String, { nullable: true, description: 'Name (姓名).' })
  readonly name!: string | null;

  @Field(() => String, { nullable: true, description: 'Staff number in its system (工号).' })
  readonly number!: string | null;

  @Field(() => String, { nullable: true, description: 'Department, in the words of the source (部门).' })
  readonly department!: string | null;

  @Field(() => [String], { nullable: true, description: 'Business telephone numbers (电话).' })
  readonly phones!: readonly string[] | null;

  @Field(() => String, { nullable: true, description: 'Business e-mail address (电子邮箱).' })
  readonly email!: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'First day in the company (入职日期).' })
  readonly hiredOn!: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Last day in the company; null while employed (离职日期).' })
  readonly leftOn!: string | null;
}
