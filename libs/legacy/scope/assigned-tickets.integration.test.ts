import type { LegacyReader } from '../legacy-reader';
import { describeEngines } from '../../testing/mysql';
import { ALL_ROWS } from '#policy/access-policy';
import { openMapped, type Mapped } from '../fixtures/open-mapped';
import { readerInScope } from './reader-in-scope';
import { StaffDirectory } from './staff-directory';

const desk = (key: string) => ({ system: 'desk', key });
const lab = (key: string) => ({ system: 'lab', key });

/** Two systems of tickets. The keys of their employees say nothing: 3 is E1 in one and E2 in the other. */
const TICKETS = (id: string, staff: string, tickets: string) => ({
  sql: `
create table staff (id int not null primary key, no varchar(10));
insert into staff values ${staff};
create table users (id int not null primary key, nm varchar(20), ref int);
insert into users values (1, 'Anna', null), (2, 'Ben', 1), (3, 'Carl', null), (4, 'Dora', null);
create index users_ref on users (ref);
create table tickets (id int not null primary key, usr int, emp int, st int, opened int);
insert into tickets values ${tickets};
create index tickets_usr on tickets (usr);
create index tickets_emp on tickets (emp);
`,
  mapping: `
source: { id: ${id}, timezone: Europe/Paris, currency: EUR }
rows:
  Party: { from: users u, key: u.id, fields: { name: u.nm, sameAs: { ref: Party, from: u.ref } } }
  Employee: { from: staff s, key: s.id, fields: { name: s.no, number: s.no } }
  Ticket:
    from: tickets t
    key: t.id
    fields:
      number: t.id
      customer: { ref: Party, from: t.usr }
      owner: { ref: Employee, from: t.emp }
      status: { from: t.st, codes: { 0: NEW, 1: ASSIGNED, 2: IN_PROGRESS, 3: WAITING, 4: SOLVED, 5: CLOSED, 6: VOID } }
      openedAt: { from: t.opened, as: instant unix }
`,
});

describeEngines('[T2] the open tickets of one employee', (engine) => {
  let mapped: Mapped;
  beforeAll(async () => {
    mapped = await openMapped(engine, {
      // E1 has 1 to 4, one of each open status, of Anna; 5 to 7 are done; 8 is of E2, 9 of nobody, 10 has a status that nobody knows.
      desk: TICKETS(
        'desk',
        "(3, 'E1'), (7, 'E2')",
        '(1, 1, 3, 0, 10), (2, 1, 3, 1, 20), (3, 1, 3, 2, 30), (4, 1, 3, 3, 40), (5, 3, 3, 4, 50), (6, 3, 3, 5, 60), (7, 3, 3, 6, 70), ' +
          '(8, 1, 7, 1, 80), (9, 1, null, 0, 90), (10, 3, 3, 9, 100)',
      ),
      lab: TICKETS('lab', "(3, 'E2'), (7, 'E1')", '(1, 4, 3, 1, 10), (2, 4, 7, 1, 20)'),
    });
  });
  afterAll(() => mapped.close());

  function readerOf(employee: string | undefined): LegacyReader {
    const { catalog } = mapped;
    const staff = new StaffDirectory(catalog, () => '2026-06-30', Date.now);
    const scope = { today: '2026-06-30', deadlineMs: 20_000, onRead: () => undefined };
    return readerInScope(catalog, scope, { ...ALL_ROWS, assigned: { employee } }, staff);
  }
  const parents = ['1', '2', '3', '4'].flatMap((key) => [[desk(key)], [lab(key)]]);
  const keys = Array.from({ length: 10 }, (_, i) => String(i + 1)).flatMap((key) => [desk(key), lab(key)]);

  it('are all there is, in lists, counts, totals and by key', async () => {
    const reader = readerOf('E1');
    const sort = { field: 'openedAt', descending: true } as const;
    const pages = await reader.listByRef('Ticket', 'customer', parents, { fields: ['number'], sort, first: 3 });
    const expected = ['4 3 2+', '', '', '', '', '', '', '2'];
    expect(pages.map(({ rows, hasNextPage }) => rows.map(({ key }) => key).join(' ') + (hasNextPage ? '+' : ''))).toEqual(
      expected,
    );
    const all = await reader.allByRef('Ticket', 'customer', parents, ['status']);
    expect(
      all.map((rows) =>
        rows
          .map(({ key }) => key)
          .sort()
          .join(' '),
      ),
    ).toEqual(['1 2 3 4', '', '', '', '', '', '', '2']);
    expect(await reader.countByRef('Ticket', 'customer', parents)).toEqual([4, 0, 0, 0, 0, 0, 0, 1]);
    const where = [{ field: 'status', op: 'in', values: ['CLOSED', 'WAITING'] }] as const;
    expect(await reader.countByRef('Ticket', 'customer', parents, where)).toEqual([1, 0, 0, 0, 0, 0, 0, 0]);
    const rows = await reader.byKeys('Ticket', keys, ['number']);
    expect(rows.flatMap((row) => (row ? [`${row.system} ${row.key}`] : []))).toEqual([
      'desk 1',
      'desk 2',
      'lab 2',
      'desk 3',
      'desk 4',
    ]);
  });

  it('lead to the customers who wait, and to the records that are the same by what one of the two says', async () => {
    const rows = await readerOf('E1').byKeys('Party', parents.flat(), ['name']);
    expect(rows.flatMap((row) => (row ? [`${row.system} ${row.key}`] : []))).toEqual(['desk 1', 'desk 2', 'lab 4']);
  });

  it.each([undefined, 'E9'])('of the employee %s are none, and nor is a customer', async (employee) => {
    const reader = readerOf(employee);
    expect((await reader.byKeys('Ticket', keys, ['number'])).filter(Boolean)).toEqual([]);
    expect((await reader.byKeys('Party', parents.flat(), ['name'])).filter(Boolean)).toEqual([]);
    expect(await reader.countByRef('Ticket', 'customer', parents)).toEqual(parents.map(() => 0));
  });

  it('are looked up once per request, in each system, however many customers are asked for', async () => {
    const sent = async (customers: typeof parents): Promise<number> => {
      const before = mapped.statements.length;
      const reader = readerOf('E1');
      await reader.countByRef('Ticket', 'customer', customers);
      await reader.countByRef('Ticket', 'customer', customers);
      return mapped.statements.length - before;
    };
    expect(await sent(parents)).toBe(await sent([[desk('2')], [lab('4')], [desk('3')], [lab('2')]]));
  });
});
