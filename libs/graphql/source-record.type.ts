import { Directive, Field, ObjectType } from 'type-graphql';
import type { SourceKey } from '#core/source-key';

/** The reference to a source record as every subgraph but customers sees it: customers resolves it to its customer. */
@Directive('@key(fields: "system key", resolvable: false)')
@ObjectType('SourceRecord', { description: 'A row of a source system that describes a party (源记录).', simpleResolvers: true })
export class SourceRecordStub implements SourceKey {
  @Field(() => String, { description: 'Source system id, as its mapping file names it (来源系统).' })
  readonly system!: string;

  @Field(() => String, { description: 'Key of the row in its system; parts are joined with | (源记录键).' })
  readonly key!: string;
}
