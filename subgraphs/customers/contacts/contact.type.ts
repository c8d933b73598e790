import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { enumOf } from '#graphql/enum-of';
import { CONTACT_GENDERS, type Contact, type ContactGender } from './contact';

const ContactGenderEnum = enumOf(CONTACT_GENDERS);
registerEnumType(ContactGenderEnum, { name: 'ContactGender', description: 'Gender as the source keeps it (性别).' });

@ObjectType('Contact', { description: 'A person to talk to at a customer (联系人).', simpleResolvers: true })
export class ContactType implements Contact {
  readonly system!: string;
  readonly key!: string;

  @Field(() => ID, { description: 'Id of the contact in this graph (编号).' })
  readonly id!: string;

  @Field(() => String, { nullable: true, description: 'Name (姓名).' })
  readonly name!: string | null;

  @Field(() => ContactGenderEnum, { nullable: true, description: 'Gender, for how to address them (性别).' })
  readonly gender!: ContactGender | null;

  @Field(() => String, { nullable: true, description: 'Department (部门).' })
  readonly department!: string | null;

  @Field(() => String, { nullable: true, description: 'Position (职务).' })
  readonly title!: string | null;

  @Field(() => [String], { nullable: true, description: 'Telephone numbers as written (电话).' })
  readonly phones!: readonly string[] | null;

  @Field(() => String, { nullable: true, description: 'E-mail address (电子邮箱).' })
  readonly email!: string | null;

  @Field(() => String, { nullable: true, description: 'WeChat account (微信号).' })
  readonly wechat!: string | null;

  @Field(() => String, { nullable: true, description: 'QQ number (QQ号).' })
  readonly qq!: string | null;

  @Field(() => Boolean, { nullable: true, description: 'The first one to talk to (主要联系人).' })
  readonly main!: boolean | null;
}
