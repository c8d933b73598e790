import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeEngines, type TestDatabase } from '#testing/mysql';
import { insertsOf, type TableRows } from '../../fixtures/outsiders/draw';
import { rows as cartsRows } from '../../fixtures/outsiders/carts/rows';
import { rows as debtorLedgerRows } from '../../fixtures/outsiders/debtor-ledger/rows';
import { rows as formDeskRows } from '../../fixtures/outsiders/form-desk/rows';
import { rows as helpdeskRows } from '../../fixtures/outsiders/helpdesk/rows';
import { rows as innRows } from '../../fixtures/outsiders/inn/rows';
import { rows as manorRows } from '../../fixtures/outsiders/manor/rows';
import { rows as shopRows } from '../../fixtures/outsiders/shop/rows';
import { rows as subledgerRows } from '../../fixtures/outsiders/subledger/rows';
import { rows as thirdPartyRows } from '../../fixtures/outsiders/third-parties/rows';
import { Closing } from '../../prove/closing';
import { isEqual } from '../../prove/figures';
import { compareWithSql, readProof } from '../../prove/proof';

// Starts servers and reads thousands of values: a busy machine takes its time.
jest.setTimeout(240_000);

const OUTSIDERS = join(__dirname, '../../fixtures/outsiders');

describeEngines('a database connected by a mapping alone', (engine) => {
  let database: TestDatabase;
  const closing = new Closing();

  beforeEach(async () => {
    database = await engine.create();
  });

  afterEach(async () => {
    await closing.close();
    await database.drop();
  });

  it.each<[string, () => TableRows]>([
    ['subledger', subledgerRows],
    ['helpdesk', helpdeskRows],
    ['inn', innRows],
    ['manor', manorRows],
    ['shop', shopRows],
    ['debtor-ledger', debtorLedgerRows],
    ['carts', cartsRows],
    ['form-desk', formDeskRows],
    ['third-parties', thirdPartyRows],
  ])('gives every value that plain SQL gives: %s', async (name, rows) => {
    const directory = join(OUTSIDERS, name);
    await database.run(readFileSync(join(directory, 'schema.sql'), 'utf8'));
    await database.run(insertsOf(rows()));
    const compared = await compareWithSql(readProof(directory), database.url, (sql) => database.rows(sql, []), closing);
    expect(compared.filter((cell) => !isEqual(cell))).toEqual([]);
    expect(compared.length).toBeGreaterThan(300);
  });
});
