import { join } from 'node:path';
import Database from 'libsql';
import { loadEmbedded } from '../../../demo/load/embedded';
import type { Canary } from './canary';

/** A profile of two persons, and opportunities of customers that have the name of a prospect as well. */
const SPECIAL_ROWS = [
  ['pms', "update guest set name = '罗健良/WANGMING' where no = (select max(no) from guest where class = 'F' and sta <> 'X')"],
  ['sales', "update t_Opp set FProspect = coalesce(nullif(FProspect, ''), 'P' || FOppID)"],
] as const;

/** The demo databases in a folder, with a canary in every row of its column. Gives those that are there then: some tables are empty. */
export function plantCanaries(directory: string, parties: number, canaries: readonly Canary[]): readonly Canary[] {
  loadEmbedded({ directory, parties, seed: 1 });
  for (const [system, sql] of SPECIAL_ROWS) execute(join(directory, `${system}.db`), sql);
  return canaries.filter((canary) => {
    const { system, table, column, value } = canary;
    const database = new Database(join(directory, `${system}.db`));
    try {
      const sql = `update "${table}" set "${column}" = ${value} where coalesce("${column}", '') <> ''`;
      const { changes } = database.prepare(sql).run();
      if (canary.fields.includes('Guest.preferences')) renameCodes(database, canary);
      return changes > 0;
    } finally {
      database.close();
    }
  });
}

/** Preferences keep their names under the codes that the guests have now. */
function renameCodes(database: Database.Database, { value }: Canary): void {
  database.exec(`update basecode set code = ${value.replaceAll('"feature"', 'code')} where cat = 'feature'`);
}

function execute(path: string, sql: string): void {
  const database = new Database(path);
  try {
    database.exec(sql);
  } finally {
    database.close();
  }
}
