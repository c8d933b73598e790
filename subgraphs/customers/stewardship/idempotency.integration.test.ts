import { openStore, type Store } from '#runtime/store/open-store';
import { describeEngines, type TestDatabase } from '#testing/mysql';
import type { Customer } from '../customer/customer';
import { matchingOver } from '../registry/fixtures/matching-over';
import { readingOf } from '../registry/fixtures/rematched-records';
import { RegistryStore } from '../registry/registry.store';
import { RegistryWriter } from '../registry/registry-writer.store';
import { timedIds } from '../registry/timed-ids';
import { customersStore } from '../store';
import { stewardedRecords } from './fixtures/stewarded-records';
import { OwnedStewardDecisions } from './steward-decision.store';
import { StewardshipService } from './stewardship.service';

const DAY_MS = 86_400_000;
const ASKED = { reason: 'looked at both files', dryRun: false };
const KEY = { ...ASKED, idempotencyKey: 'order-1' };
/** An answer with it is longer than 64 KiB. */
const LONG = '址'.repeat(6000);

describeEngines('an order that carries an idempotency key', (engine) => {
  let database: TestDatabase;
  let store: Store;
  let registry: RegistryStore;
  let decisions: OwnedStewardDecisions;
  let time: number;
  const now = (): number => (time += 1000);
  const newId = timedIds(now);

  /** Another process over the same store. */
  const another = (): StewardshipService => {
    const writer = new RegistryWriter(store.fork);
    const matching = matchingOver(store, { writer, decisions, newId, now });
    return new StewardshipService({ registry, records: writer, versions: writer, decisions, matching, newId, now });
  };
  const of = async (system: string, key: string): Promise<Customer> => {
    const [customer] = await registry.bySource([{ system, key }]);
    if (!customer) throw new Error(`No customer has ${system} ${key}`);
    return customer;
  };
  const pair = async () => (await Promise.all([of('sales', '7'), of('sales', '8')])).map(({ id, version }) => ({ id, version }));
  const actions = async (): Promise<readonly unknown[]> => {
    const rows: readonly { action: string }[] = await store
      .fork()
      .getConnection()
      .execute('select action from audit_event order by id');
    return rows.map(({ action }) => action);
  };

  beforeEach(async () => {
    time = Date.UTC(2026, 0, 1);
    database = await engine.create();
    store = await openStore(customersStore, database.url);
    registry = new RegistryStore(store.fork);
    decisions = new OwnedStewardDecisions(store.fork);
    const records = stewardedRecords().map((one) => (one.key === '8' ? { ...one, address: LONG } : one));
    await matchingOver(store, { now, newId }).build(readingOf(records));
  });
  afterEach(async () => {
    await store.close();
    await database.drop();
  });

  it('gets the first answer when it is sent again, to whatever process, and decides nothing twice', async () => {
    const customers = await pair();
    const first = await another().merge({ customers, ...KEY }, 'u-1');
    expect(first).toMatchObject({ decision: { kind: 'MERGE' }, userErrors: [] });
    expect(await another().merge({ customers, ...KEY }, 'u-1')).toEqual(first);
    const asSent = customers.map(({ id, version }) => ({ version, id }));
    expect(await another().merge({ ...KEY, customers: asSent }, 'u-1')).toEqual(first);
    expect(await actions()).toEqual(['MERGE']);
  });

  it('is followed once when it is sent twice at the same time', async () => {
    const customers = await pair();
    const here = another();
    // A file belongs to one process.
    const there = engine.name === 'mysql' ? another() : here;
    const sent = [here, there].map((one) => one.keepApart({ customers, ...KEY }, 'u-1'));
    const [one, two] = await Promise.all(sent);
    expect(one).toEqual(two);
    expect(one?.userErrors).toEqual([]);
    expect(await actions()).toEqual(['KEEP_APART']);
  });

  it.each(['split', 'pin', 'undo'] as const)('is followed once: %s', async (action) => {
    const { decision } = await another().keepApart({ customers: await pair(), ...ASKED }, 'u-1');
    const [{ id, version }, record] = [await of('finance', '3'), { system: 'tickets', key: '3' }];
    const send = () => {
      const customer = { id, version };
      if (action === 'split') return another().split({ customer, records: [record], ...KEY }, 'u-1');
      if (action === 'pin') return another().pin({ customer, record, field: 'address', ...KEY }, 'u-1');
      return another().undo({ decision: decision?.id ?? '', ...KEY }, 'u-1');
    };
    const first = await send();
    expect(first.userErrors).toEqual([]);
    expect(await send()).toEqual(first);
    expect(await actions()).toHaveLength(2);
  });

  it('is a conflict when the key was given to another order, which says which decision that was', async () => {
    const customers = await pair();
    const { decision } = await another().merge({ customers, ...KEY }, 'u-1');
    const others = [
      another().merge({ customers, ...KEY, reason: 'another reason' }, 'u-1'),
      another().keepApart({ customers, ...KEY }, 'u-1'),
    ];
    for (const ruling of await Promise.all(others)) {
      expect(ruling).toMatchObject({ decision: null, userErrors: [{ code: 'CONFLICT', field: 'idempotencyKey' }] });
      expect(ruling.userErrors[0]?.message).toContain(decision?.id);
    }
    expect(await actions()).toEqual(['MERGE']);
  });

  it('meets no key of somebody else, and none that differs in case', async () => {
    const customers = await pair();
    await another().merge({ customers, ...KEY }, 'u-1');
    const [own, upper] = [
      await another().merge({ customers, ...KEY }, 'u-2'),
      await another().merge({ customers, ...KEY, idempotencyKey: 'ORDER-1' }, 'u-1'),
    ];
    for (const { userErrors } of [own, upper]) expect(userErrors).toMatchObject([{ code: 'CONFLICT', field: 'customers' }]);
  });

  it('leaves the key free when it was refused or only tried', async () => {
    const customers = await pair();
    const seen = customers.map(({ id }) => ({ id, version: 'another' }));
    expect((await another().merge({ customers: seen, ...KEY }, 'u-1')).userErrors).toHaveLength(1);
    expect((await another().keepApart({ customers, ...KEY, dryRun: true }, 'u-1')).userErrors).toEqual([]);
    expect((await another().merge({ customers, ...KEY }, 'u-1')).decision?.kind).toBe('MERGE');
    expect((await another().keepApart({ customers, ...KEY, dryRun: true }, 'u-1')).userErrors[0]?.field).toBe('customers');
  });

  it('leaves the key free when it could not be written', async () => {
    const customers = await pair();
    const connection = store.fork().getConnection();
    await connection.execute('alter table answered_order rename to elsewhere');
    await expect(another().merge({ customers, ...KEY }, 'u-1')).rejects.toThrow();
    await connection.execute('alter table elsewhere rename to answered_order');
    expect(await actions()).toEqual([]);
    expect((await another().merge({ customers, ...KEY }, 'u-1')).decision?.kind).toBe('MERGE');
  });

  it('is another order after seven days, and its answer is gone', async () => {
    const customers = await pair();
    await another().keepApart({ customers, ...KEY }, 'u-1');
    time += 7 * DAY_MS;
    expect((await another().keepApart({ customers, ...KEY, reason: 'still two' }, 'u-1')).decision?.reason).toBe('still two');
    expect(await store.fork().getConnection().execute('select distinct at from answered_order')).toHaveLength(1);
  });

  it.each([
    ['nothing', ''],
    ['blanks', '  '],
    ['101 characters', 'x'.repeat(101)],
  ])('is refused when the key is %s', async (_what, idempotencyKey) => {
    const customers = await pair();
    const { userErrors } = await another().merge({ customers, ...ASKED, idempotencyKey }, 'u-1');
    expect(userErrors).toMatchObject([{ code: 'INVALID', field: 'idempotencyKey' }]);
    expect(await actions()).toEqual([]);
  });
});
