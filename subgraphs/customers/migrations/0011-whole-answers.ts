import type { Migration } from '#runtime/store/migration';

const [TABLE, NEW_TABLE] = ['answered_order', 'answered_order_whole'];
const ORDERS = 100;

interface Piece {
  readonly id: string;
  readonly order_hash: string;
  readonly at: string;
  readonly answer: string;
}

/** An answer to an order of a steward is one row: texts may be long now, and it need not be in pieces. */
export const wholeAnswers: Migration = {
  name: '0011-whole-answers',
  async up(schema) {
    const { knex } = schema;
    if ((await knex.schema.hasTable(TABLE)) && (await knex.schema.hasColumn(TABLE, 'part'))) {
      await schema.table(NEW_TABLE, (table) => {
        table.string('id', 64).notNullable().primary();
        table.string('order_hash', 64).notNullable();
        table.string('at', 30).notNullable();
        table.text('answer', 'mediumtext').notNullable();
      });
      for (let after = ''; ;) {
        const ids = await knex(TABLE).where('id', '>', after).distinct('id').orderBy('id').limit(ORDERS).pluck<string[]>('id');
        const last = ids.at(-1);
        if (last === undefined) break;
        const pieces = await knex<Piece>(TABLE)
          .whereIn('id', ids)
          .orderBy(['id', 'part'])
          .select('id', 'order_hash', 'at', 'answer');
        // One by one: together they may be more than a server takes at once.
        for (const answer of joined(pieces)) await knex(NEW_TABLE).insert(answer).onConflict('id').ignore();
        after = last;
      }
      await knex.schema.dropTable(TABLE);
    }
    if (await knex.schema.hasTable(NEW_TABLE)) await knex.schema.renameTable(NEW_TABLE, TABLE);
    await schema.index(TABLE, ['at']);
  },
};

function joined(pieces: readonly Piece[]): Piece[] {
  const whole = new Map<string, Piece>();
  for (const piece of pieces) {
    const known = whole.get(piece.id);
    whole.set(piece.id, known ? { ...known, answer: known.answer + piece.answer } : piece);
  }
  return [...whole.values()];
}
