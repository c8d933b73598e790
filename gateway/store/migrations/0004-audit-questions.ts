import type { Migration } from '#runtime/store/migration';
import { isMysql } from '#runtime/store/store-schema';

/** Characters of an operation's name by which records are found. */
const NAME_LENGTH = 190;

/** Finds records by the name of their operation, and those about one object in the order of time. */
export const auditQuestions: Migration = {
  name: '0004-audit-questions',
  async up(schema) {
    const { knex } = schema;
    await schema.column('audit_record', 'operation', (table) => void table.string('operation', NAME_LENGTH).nullable());
    await schema.column('audit_subject', 'at', (table) => void table.string('at', 24).nullable());
    const name = `json_extract(content, '$.operation.name')`;
    await knex('audit_record')
      .whereNull('operation')
      .update({
        operation: isMysql(knex)
          ? knex.raw(`case when json_type(${name}) = 'STRING' then left(json_unquote(${name}), ${NAME_LENGTH}) end`)
          : knex.raw(`substr(${name}, 1, ${NAME_LENGTH})`),
      });
    await knex.raw(
      'update audit_subject set at = (select r.at from audit_record r where r.chain = audit_subject.chain and r.seq = audit_subject.seq) where at is null',
    );
    await schema.index('audit_record', ['operation', 'at', 'chain', 'seq']);
    await schema.index('audit_subject', ['subject', 'at', 'chain', 'seq']);
  },
};
