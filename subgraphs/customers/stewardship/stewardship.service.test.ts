import fc from 'fast-check';
import type { Customer } from '../customer/customer';
import { aPartyRecord } from '../registry/fixtures/party-records';
import { GOLDEN_FIELDS } from '../registry/golden-record';
import { readIdentitySettings } from '../registry/identity-settings';
import { ReviewQueue } from '../registry/review-queue';
import { matchedHere } from '../registry/fixtures/matching-over';
import { PartyMatching } from '../registry/party-matching';
import { timedIds } from '../registry/timed-ids';
import { openStewardship as open, type StewardedWorld as World } from './fixtures/open-stewardship';
import type { Ruling } from './stewardship';

const settings = readIdentitySettings();
const AGAIN = { reason: 'looked at both files', dryRun: false };

/** Everything that has to come back; where records are at home and which ids lead to a customer may grow. */
const snapshot = ({ registry }: World): string =>
  JSON.stringify([
    [...registry.rows.values()].sort((a, b) => (a.id < b.id ? -1 : 1)).map((row) => ({ ...row, home: null })),
    [...registry.customers.values()]
      .sort((a, b) => (a.id < b.id ? -1 : 1))
      .map(({ id, version, golden }) => [id, version, golden]),
  ]);

const codesOf = ({ userErrors }: Ruling): string[] => userErrors.map(({ code }) => code);

describe('a steward', () => {
  let world: World;
  beforeEach(async () => {
    world = await open();
  });

  it('starts with the customers that matching makes', async () => {
    expect(world.registry.customers.size).toBe(7);
    expect(await world.membersOf('finance', '3')).toEqual(['finance 3', 'sales 3', 'tickets 3']);
  });

  it('sees what a merge would change, field by field, and nothing has changed', async () => {
    const { stewardship, of } = world;
    const before = snapshot(world);
    const [a, b] = [await of('sales', '7'), await of('finance', '1')];
    const tried = await stewardship.merge({ customers: [a, b], reason: 'one house', dryRun: true }, 'u-1');
    expect(tried.decision).toBeNull();
    const [survivor, absorbed] = a.id < b.id ? [a, b] : [b, a];
    expect(tried.changes).toMatchObject([
      { customerId: survivor.id, outcome: 'CHANGED', survivorId: survivor.id },
      { customerId: absorbed.id, outcome: 'ABSORBED', survivorId: survivor.id },
    ]);
    const all = tried.changes.flatMap(({ fields }) => fields);
    expect(all).toContainEqual(
      expect.objectContaining({ field: 'name', before: '广州越秀物流有限公司', after: '杭州恒信机械设备有限公司' }),
    );
    expect(snapshot(world)).toBe(before);
    expect([world.registry.taken.size, world.registry.events.length]).toEqual([0, 0]);
    const done = await stewardship.merge({ customers: [a, b], ...AGAIN }, 'u-1');
    expect(done.changes).toEqual(tried.changes);
  });

  it('merges two customers; the absorbed id leads to the survivor, and taking it back restores both', async () => {
    const { stewardship, of, membersOf, registry } = world;
    const before = snapshot(world);
    const [a, b] = [await of('sales', '7'), await of('sales', '8')];
    const { decision } = await stewardship.merge({ customers: [a, b], ...AGAIN }, 'u-1');
    expect(await membersOf('sales', '7')).toEqual(['sales 7', 'sales 8']);
    expect((await registry.byIds([a.id, b.id])).map((one) => one?.id)).toEqual([[a.id, b.id].sort()[0], [a.id, b.id].sort()[0]]);
    expect(registry.events).toMatchObject([{ actor: 'u-1', action: 'MERGE', subject: decision?.id, reason: AGAIN.reason }]);
    await stewardship.undo({ decision: decision?.id ?? '', ...AGAIN }, 'u-2');
    expect(snapshot(world)).toBe(before);
    expect(registry.events.map(({ actor, action }) => [actor, action])).toEqual([
      ['u-1', 'MERGE'],
      ['u-2', 'UNDO'],
    ]);
  });

  it('takes a merge back although the customer was merged again since', async () => {
    const { stewardship, of, membersOf } = world;
    const first = await stewardship.merge({ customers: [await of('sales', '7'), await of('sales', '8')], ...AGAIN }, 'u-1');
    await stewardship.merge({ customers: [await of('sales', '7'), await of('tickets', '9')], ...AGAIN }, 'u-1');
    expect(await membersOf('sales', '8')).toHaveLength(3);
    await stewardship.undo({ decision: first.decision?.id ?? '', ...AGAIN }, 'u-1');
    expect(await membersOf('sales', '8')).toEqual(['sales 8']);
    expect(await membersOf('tickets', '9')).toEqual(['sales 7', 'tickets 9']);
  });

  it('splits records out; the customer keeps its id, and no later run joins them again', async () => {
    const { stewardship, of, membersOf, matching, read } = world;
    const customer = await of('finance', '3');
    const leaving = ['sales', 'tickets'].map((system) => ({ system, key: '3' }));
    const { changes } = await stewardship.split({ customer, records: leaving, ...AGAIN }, 'u-1');
    expect(changes.map(({ outcome }) => outcome).sort()).toEqual(['CHANGED', 'CREATED']);
    expect((await of('finance', '3')).id).toBe(customer.id);
    expect(await membersOf('sales', '3')).toEqual(['sales 3', 'tickets 3']);
    const changed = read.records.map((record) => ({ ...record, level: 'C' }));
    await matching.build({ ...read, records: changed });
    expect(await membersOf('finance', '3')).toEqual(['finance 3']);
    expect(await membersOf('sales', '3')).toEqual(['sales 3', 'tickets 3']);
  });

  it('pins a value; the latest pin of a field counts, and the rules count again when it is taken back', async () => {
    const { stewardship, of } = world;
    const pin = async (system: string) =>
      stewardship.pin({ customer: await of('finance', '3'), field: 'name', record: { system, key: '3' }, ...AGAIN }, 'u-1');
    await pin('sales');
    const second = await pin('tickets');
    expect((await of('finance', '3')).provenance[0]).toMatchObject({ value: '申江纺织品(上海)有限公司', rule: 'PINNED' });
    await stewardship.undo({ decision: second.decision?.id ?? '', ...AGAIN }, 'u-1');
    expect((await of('finance', '3')).name).toBe('上海申江纺织品');
  });

  it('is told by name what has changed since, and changes nothing, when somebody else was faster', async () => {
    const { stewardship, of } = world;
    const [a, b] = [await of('finance', '1'), await of('finance', '2')];
    const both = await Promise.all(['u-1', 'u-2'].map((actor) => stewardship.merge({ customers: [a, b], ...AGAIN }, actor)));
    expect(both.map(codesOf)).toEqual([[], ['CONFLICT']]);
    const survivor = await of('finance', '1');
    expect(both[1]?.userErrors[0]?.message).toContain('records that joined: finance 2, tickets 2');
    expect(both[1]?.userErrors[0]?.message).toContain(survivor.version);
    const before = snapshot(world);
    const gone = a.id === survivor.id ? b : a;
    const stale = await stewardship.pin(
      { customer: gone, field: 'name', record: { system: 'finance', key: '2' }, ...AGAIN },
      'u-3',
    );
    expect(stale.userErrors).toMatchObject([{ code: 'CONFLICT', message: expect.stringContaining(`a part of ${survivor.id}`) }]);
    expect(snapshot(world)).toBe(before);
  });

  it('cannot merge what is kept apart before that is taken back', async () => {
    const { stewardship, of } = world;
    const customers = [await of('sales', '7'), await of('sales', '8')];
    const { decision } = await stewardship.keepApart({ customers, ...AGAIN }, 'u-1');
    const refused = await stewardship.merge({ customers, ...AGAIN }, 'u-1');
    expect(refused.userErrors).toMatchObject([{ code: 'NOT_POSSIBLE', message: expect.stringContaining(decision?.id ?? '?') }]);
    await stewardship.undo({ decision: decision?.id ?? '', ...AGAIN }, 'u-1');
    expect(codesOf(await stewardship.merge({ customers, ...AGAIN }, 'u-1'))).toEqual([]);
  });

  it('is refused with a word why, and nothing is done, when an order makes no sense', async () => {
    const { stewardship, of, registry } = world;
    const before = snapshot(world);
    const [a, b] = [await of('finance', '1'), await of('sales', '8')];
    const record = { system: 'finance', key: '1' };
    const nobody = { id: 'cus_nobody', version: 'x' };
    const orders = [
      stewardship.merge({ customers: [a, a], ...AGAIN }, 'u-1'),
      stewardship.merge({ customers: [a], ...AGAIN }, 'u-1'),
      stewardship.merge({ customers: [a, nobody], ...AGAIN }, 'u-1'),
      stewardship.merge({ customers: [a, b], reason: '  ', dryRun: false }, 'u-1'),
      stewardship.merge({ customers: [a, b], reason: 'x'.repeat(501), dryRun: false }, 'u-1'),
      stewardship.split({ customer: a, records: [], ...AGAIN }, 'u-1'),
      stewardship.split({ customer: b, records: [{ system: 'sales', key: '8' }], ...AGAIN }, 'u-1'),
      stewardship.split({ customer: b, records: [record], ...AGAIN }, 'u-1'),
      stewardship.pin({ customer: a, field: 'nonsense', record, ...AGAIN }, 'u-1'),
      stewardship.pin({ customer: b, field: 'name', record, ...AGAIN }, 'u-1'),
      stewardship.pin({ customer: a, field: 'email', record, ...AGAIN }, 'u-1'),
      stewardship.undo({ decision: 'dec_none', ...AGAIN }, 'u-1'),
    ];
    expect((await Promise.all(orders)).map(codesOf).flat()).toEqual([
      'INVALID',
      'INVALID',
      'UNKNOWN_ID',
      'INVALID',
      'INVALID',
      'INVALID',
      'INVALID',
      'INVALID',
      'INVALID',
      'INVALID',
      'NOT_POSSIBLE',
      'UNKNOWN_ID',
    ]);
    expect(snapshot(world)).toBe(before);
    expect([registry.taken.size, registry.events.length]).toEqual([0, 0]);
  });

  it('finds in the queue what may be one party, and not what was decided', async () => {
    const { matching, stewardship, of, read } = world;
    const alike = (system: string, taxNo: string) =>
      aPartyRecord({ system, key: '20', name: '苏州金鸡湖装饰有限公司', phones: ['16900000020'], taxNo });
    const twins = [alike('finance', '91996045M17945801C'), alike('sales', '91998801M513304647')];
    await matching.build({ ...read, records: [...read.records, ...twins] });
    const queue = async () =>
      (await new ReviewQueue(matching).reviews({ first: 10, after: null })).rows.filter(({ records: [{ key }] }) => key === '20');
    const [review] = await queue();
    expect(review).toMatchObject({ reason: 'IDENTIFIER_CONFLICT', records: [{ system: 'finance' }, { system: 'sales' }] });
    expect(review?.evidence.map(({ comparison }) => comparison)).toContain('organisationName');
    await stewardship.keepApart({ customers: [await of('finance', '20'), await of('sales', '20')], ...AGAIN }, 'u-1');
    expect(await queue()).toEqual([]);
  });
});

/** A decision on whatever customers there are, drawn by numbers. */
type Step = readonly ['merge' | 'split' | 'apart' | 'pin' | 'undo', number, number];
const step: fc.Arbitrary<Step> = fc.tuple(fc.constantFrom('merge', 'split', 'apart', 'pin', 'undo'), fc.nat(1000), fc.nat(1000));

async function take(world: World, [what, x, y]: Step): Promise<void> {
  const { registry, stewardship } = world;
  const ids = [...registry.customers.keys()].sort();
  const pick = async (n: number): Promise<Customer> => {
    const [customer] = await registry.byIds([ids[n % ids.length] ?? '']);
    if (!customer) throw new Error('there is always a customer');
    return customer;
  };
  const [a, b] = [await pick(x), await pick(y)];
  const recordOf = (customer: Customer, n: number) =>
    customer.sourceRecords[n % customer.sourceRecords.length] ?? a.sourceRecords[0];
  const record = recordOf(a, y);
  if (!record) throw new Error('a customer has records');
  switch (what) {
    case 'merge':
      return void (await stewardship.merge({ customers: [a, b], ...AGAIN }, 'u-1'));
    case 'split':
      return void (await stewardship.split({ customer: a, records: a.sourceRecords.slice(0, 1 + (y % 2)), ...AGAIN }, 'u-1'));
    case 'apart':
      return void (await stewardship.keepApart({ customers: [a, b], ...AGAIN }, 'u-1'));
    case 'pin': {
      const field = GOLDEN_FIELDS[y % GOLDEN_FIELDS.length] ?? 'name';
      return void (await stewardship.pin({ customer: a, field, record, ...AGAIN }, 'u-1'));
    }
    case 'undo': {
      const open = await registry.open();
      return void (await stewardship.undo({ decision: open[x % Math.max(1, open.length)]?.id ?? '', ...AGAIN }, 'u-1'));
    }
  }
}

describe('any decisions', () => {
  it('are restored by taking them back in any order: every customer, value, record and id; and every id that was ever given leads somewhere', async () => {
    const steps = fc.array(step, { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(steps, fc.nat(1000), async (taken, seed) => {
        const world = await open();
        const before = snapshot(world);
        const given = new Set<string>();
        for (const one of taken) {
          await take(world, one);
          for (const id of world.registry.customers.keys()) given.add(id);
        }
        for (let left = await world.registry.open(); left.length > 0; left = await world.registry.open())
          await take(world, ['undo', seed, 0]);
        expect(snapshot(world) === before).toBe(true);
        for (const id of given) expect((await world.registry.byIds([id]))[0]).not.toBeNull();
      }),
      { numRuns: 1000 },
    );
  }, 300_000);

  it('give the same customers to a run over all records as they gave at once', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (taken) => {
        const world = await open();
        for (const one of taken) await take(world, one);
        const [before, { registry, read }] = [snapshot(world), world];
        const now = (): number => Date.UTC(2027, 0, 1);
        const exclusively = <T>(work: () => Promise<T>): Promise<T> => work();
        const others = { ...settings, rules: 'others' };
        await new PartyMatching({
          writer: registry,
          settings: others,
          decisions: registry,
          whole: matchedHere(),
          newId: timedIds(now),
          now,
          exclusively,
        }).build(read);
        expect(snapshot(world)).toBe(before);
      }),
      { numRuns: 100 },
    );
  }, 120_000);
});
