import { pino } from 'pino';
import { sourceKeyText, type SourceKey } from '#core/source-key';
import { openStore, type Store } from '#runtime/store/open-store';
import { describeEngines, type TestDatabase } from '#testing/mysql';
import type { Customer } from '../customer/customer';
import { NO_DECISIONS, keepApart, type Decisions } from '../identity/cluster/decisions';
import { buildRegistry } from '../registry/build-registry';
import { matchingOver } from '../registry/fixtures/matching-over';
import { NO_CONTRACTS } from '../registry/fixtures/no-contracts';
import { aPartyRecord } from '../registry/fixtures/party-records';
import { readIdentitySettings } from '../registry/identity-settings';
import type { PartyRecord } from '../registry/party-record';
import { RegistryStore } from '../registry/registry.store';
import { customersStore } from '../store';
import { branchesOf, firstBranches, parentsOf, readBranchCursor, type CustomerRelation } from './hierarchy';
import { hierarchyLoaders } from './hierarchy.loaders';
import { OwnedHierarchy } from './hierarchy.store';

const erp = (key: string): SourceKey => ({ system: 'erp', key });
const { survivorship } = readIdentitySettings();

/** A head office of two records, with three branches; a ring of two; one above itself; a parent that is not there. */
const RECORDS: readonly PartyRecord[] = [
  aPartyRecord({ ...erp('H'), name: '恒信机械', owner: erp('E1'), sameAs: { system: 'books', key: '1' } }),
  aPartyRecord({ system: 'books', key: '1', name: '恒信机械集团' }),
  aPartyRecord({ ...erp('B1'), name: '杭州分部', parent: erp('H'), owner: erp('E1') }),
  aPartyRecord({ ...erp('B2'), name: '苏州分部', parent: erp('H'), owner: erp('E2') }),
  aPartyRecord({ ...erp('B3'), name: '无锡分部', parent: { system: 'books', key: '1' }, owner: erp('E1') }),
  aPartyRecord({ ...erp('R1'), name: '长江商贸', parent: erp('R2') }),
  aPartyRecord({ ...erp('R2'), name: '黄河商贸', parent: erp('R1') }),
  aPartyRecord({ ...erp('S'), name: '泰山商贸', parent: erp('S') }),
  aPartyRecord({ ...erp('N'), name: '华山商贸', parent: erp('gone') }),
];

describeEngines('who stands above whom', (engine) => {
  let database: TestDatabase;
  let store: Store;
  let decisions: Decisions;

  beforeEach(async () => {
    database = await engine.create();
    store = await openStore(customersStore, database.url);
    decisions = NO_DECISIONS;
    await build(RECORDS);
  });
  afterEach(async () => {
    await store.close();
    await database.drop();
  });

  /** Other rules match all records again. */
  const build = async (records: readonly PartyRecord[], rules = 'first'): Promise<void> => {
    const parties = {
      systems: () => ['erp', 'books'],
      async *records(system: string) {
        yield records.filter((record) => record.system === system);
      },
      byKeys: () => Promise.resolve([]),
    };
    const inForce = () => Promise.resolve({ decisions, pins: new Map() });
    const matching = matchingOver(store, { settings: { ...readIdentitySettings(), rules }, decisions: { inForce } });
    await buildRegistry({ parties, contracts: NO_CONTRACTS }, matching, pino({ level: 'silent' }));
  };

  const everybody = (): RegistryStore => new RegistryStore(store.fork);
  const seenBy = (...owners: readonly string[]): RegistryStore =>
    everybody().within({
      records: () => Promise.resolve({ owners: new Set(owners.map((owner) => `erp ${owner}`)) }),
      survivorship,
    });
  const at = async (key: SourceKey, registry = everybody()): Promise<Customer> => {
    const [customer] = await registry.bySource([key]);
    if (!customer) throw new Error(`${sourceKeyText(key)} is not shown`);
    return customer;
  };
  const said = (relations: readonly CustomerRelation[]): readonly string[] =>
    relations.map(({ statements }) =>
      statements.map(({ record, names }) => `${sourceKeyText(record)} > ${sourceKeyText(names)}`).join(', '),
    );
  const above = async (key: SourceKey, registry = everybody()): Promise<readonly CustomerRelation[]> => {
    const customer = await at(key, registry);
    const { namedBy } = hierarchyLoaders(new OwnedHierarchy(store.fork));
    const named = await Promise.all(customer.sourceRecords.map((record) => namedBy.load(record)));
    const statements = named.flatMap((statement) => (statement ? [statement] : []));
    return parentsOf(customer, statements, async (record) => (await registry.bySource([record]))[0] ?? null);
  };
  const below = async (key: SourceKey, registry = everybody(), first = 10, after: string | null = null) => {
    const customer = await at(key, registry);
    const { naming } = hierarchyLoaders(new OwnedHierarchy(store.fork));
    const statements = (await Promise.all(customer.sourceRecords.map((record) => naming.load(record)))).flat();
    const of = async (record: SourceKey): Promise<Customer | null> => (await registry.bySource([record]))[0] ?? null;
    return firstBranches(branchesOf(customer, statements, readBranchCursor(after), of), first);
  };

  it('leads from a branch to the customer that its record names, whichever record of that it is', async () => {
    const head = await at(erp('H'));
    expect(said(await above(erp('B1')))).toEqual(['erp B1 > erp H']);
    expect((await above(erp('B3')))[0]?.customer.id).toBe(head.id);
  });

  it('leads from a customer to its branches, page by page, each once', async () => {
    const whole = await below(erp('H'));
    expect(said(whole.rows).toSorted()).toEqual(['erp B1 > erp H', 'erp B2 > erp H', 'erp B3 > books 1']);
    const pages: string[] = [];
    for (let after: string | null = null, more = true; more;) {
      const page: Awaited<ReturnType<typeof below>> = await below(erp('H'), everybody(), 1, after);
      pages.push(...page.rows.map(({ customer }) => customer.id));
      [after, more] = [page.cursors.at(-1) ?? null, page.hasNextPage];
    }
    expect(pages).toEqual(whole.rows.map(({ customer }) => customer.id));
    expect(pages).toEqual(pages.toSorted());
  });

  it('answers for customers that stand above each other, and shows nobody above himself or above nothing', async () => {
    expect([said(await above(erp('R1'))), said((await below(erp('R1'))).rows)]).toEqual([
      ['erp R1 > erp R2'],
      ['erp R2 > erp R1'],
    ]);
    expect([await above(erp('S')), (await below(erp('S'))).rows]).toEqual([[], []]);
    expect(await above(erp('N'))).toEqual([]);
  });

  it('[AZ-13] shows only those at both ends that the caller sees', async () => {
    const seen = await below(erp('H'), seenBy('E1'));
    expect(said(seen.rows).toSorted()).toEqual(['erp B1 > erp H', 'erp B3 > books 1']);
    expect(await below(erp('H'), seenBy('E1'), 2)).toMatchObject({ hasNextPage: false });
    expect(await above(erp('B2'), seenBy('E2'))).toEqual([]);
    expect(said(await above(erp('B2'), seenBy('E1', 'E2')))).toEqual(['erp B2 > erp H']);
  });

  it('follows what is merged, and what is taken apart again', async () => {
    const before = [said(await above(erp('B1'))), said((await below(erp('H'))).rows)];
    const apart = new Map<string, Set<string>>();
    keepApart(apart, ['erp H'], ['books 1']);
    decisions = {
      together: [
        { left: ['erp B1'], right: ['erp H'] },
        { left: ['erp R1'], right: ['erp H'] },
      ],
      apart,
    };
    await build(RECORDS, 'merged');
    // B1 is the head office itself now, the ring has become a branch of it, and the books name another customer.
    expect(said(await above(erp('B1')))).toEqual(['erp R1 > erp R2']);
    expect(said((await below(erp('H'))).rows).toSorted()).toEqual(['erp B2 > erp H', 'erp R2 > erp R1']);
    expect(said((await below({ system: 'books', key: '1' })).rows)).toEqual(['erp B3 > books 1']);
    decisions = NO_DECISIONS;
    await build(RECORDS, 'apart');
    expect([said(await above(erp('B1'))), said((await below(erp('H'))).rows)]).toEqual(before);
  });

  it('follows a record that names another parent, or none any more', async () => {
    const other = RECORDS.map((record) => (record.key === 'B1' ? { ...record, parent: erp('R1') } : record));
    await build(other);
    expect(said(await above(erp('B1')))).toEqual(['erp B1 > erp R1']);
    await build(RECORDS.map(({ parent, ...record }) => (parent && record.key !== 'B1' ? { ...record, parent } : record)));
    expect(await above(erp('B1'))).toEqual([]);
  });
});
