import type { Knex } from '@mikro-orm/mysql';

/**
 * Changes tables of an owned store, on both engines in the same words. Every change is left alone when it is there already: MySQL commits
 * each statement by itself, so a step that was cut off must be able to run again.
 */
export class StoreSchema {
  constructor(readonly knex: Knex) {}

  async table(name: string, columns: (table: Knex.CreateTableBuilder) => void): Promise<void> {
    if (await this.knex.schema.hasTable(name)) return;
    await this.knex.schema.createTable(name, (table) => {
      if (this.isMysql()) {
        table.charset('utf8mb4');
        table.collate('utf8mb4_bin');
      }
      columns(table);
    });
  }

  async column(table: string, name: string, add: (table: Knex.AlterTableBuilder) => void): Promise<void> {
    if (!(await this.knex.schema.hasColumn(table, name))) await this.knex.schema.alterTable(table, add);
  }

  async dropColumn(table: string, name: string): Promise<void> {
    if (await this.knex.schema.hasColumn(table, name)) await this.knex.raw('alter table ?? drop column ??', [table, name]);
  }

  /** Lets a text be longer than the 64 KiB of MySQL, up to 16 MiB; the embedded engine knows no limit. */
  async longText(table: string, name: string, nullable: 'null' | 'not null'): Promise<void> {
    if (this.isMysql()) await this.knex.raw(`alter table ?? modify column ?? mediumtext ${nullable}`, [table, name]);
  }

  async index(table: string, columns: readonly string[]): Promise<void> {
    const name = `${table}_${columns.join('_')}_index`;
    if (!(await this.hasIndex(name))) await this.knex.schema.alterTable(table, (change) => void change.index([...columns], name));
  }

  async unique(table: string, columns: readonly string[]): Promise<void> {
    const name = `${table}_${columns.join('_')}_unique`;
    const change = (alter: Knex.AlterTableBuilder): void => void alter.unique([...columns], { indexName: name });
    if (!(await this.hasIndex(name))) await this.knex.schema.alterTable(table, change);
  }

  private async hasIndex(name: string): Promise<boolean> {
    const found: unknown = this.isMysql()
      ? await this.knex('information_schema.statistics')
          .whereRaw('table_schema = database()')
          .where('index_name', name)
          .first('index_name')
      : await this.knex('sqlite_master').where({ type: 'index', name }).first('name');
    return found !== undefined;
  }

  private isMysql(): boolean {
    return isMysql(this.knex);
  }
}

export function isMysql(knex: Knex): boolean {
  const { dialect } = knex.client as { readonly dialect?: string };
  return dialect === 'mysql';
}
