import { createConnection, type RowDataPacket } from 'mysql2/promise';
import { SYSTEMS } from '../ddl/table-definition';
import { loadMysql, mysqlDatabase } from './mysql';

const url = process.env.TEST_MYSQL_URL;
const PREFIX = `demo_load_${process.env.JEST_WORKER_ID ?? '1'}_`;

(url === undefined ? describe.skip : describe)('loadMysql', () => {
  const server = url ?? '';

  const query = async (sql: string): Promise<RowDataPacket[]> => {
    const connection = await createConnection({ uri: server, charset: 'utf8mb4' });
    const [rows] = await connection.query<RowDataPacket[]>(sql);
    await connection.end();
    return rows;
  };

  afterAll(async () => {
    for (const system of SYSTEMS) await query(`drop database if exists ${mysqlDatabase(system, PREFIX)}`);
  });

  it('loads every row, twice over without doubling, and keeps Chinese text', async () => {
    await loadMysql({ url: server, parties: 60, seed: 1, prefix: PREFIX });
    const tables = await loadMysql({ url: server, parties: 60, seed: 1, prefix: PREFIX });
    for (const { system, table, rows } of tables) {
      const [count] = await query(`select count(*) as n from ${mysqlDatabase(system, PREFIX)}.\`${table}\``);
      expect(`${table} ${count?.['n']}`).toBe(`${table} ${rows}`);
    }
    const stored = await query(`select CUST_NM from ${mysqlDatabase('finance', PREFIX)}.AR_CUST where CUST_NO = 'CASH'`);
    expect(stored[0]?.['CUST_NM']).toBe('散客');
  });

  it('leaves a database alone that is not the demo', async () => {
    const database = mysqlDatabase('finance', PREFIX);
    await query(`create table ${database}.payroll (id int)`);
    await expect(loadMysql({ url: server, parties: 2, seed: 1, prefix: PREFIX })).rejects.toThrow(/not of the demo \(payroll\)/);
    await query(`drop table ${database}.payroll`);
  });
});
