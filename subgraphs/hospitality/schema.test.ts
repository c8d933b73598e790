import { graphql, isObjectType, type ExecutionResult } from 'graphql';
import { encodeRowId } from '#core/source-key';
import { formatError } from '#graphql/format-error';
import type { Row } from '#legacy/canonical/row';
import type { RowType } from '#legacy/canonical/row-types';
import type { LegacyReader } from '#legacy/legacy-reader';
import { requestLoaders } from './request-loaders';
import { buildHospitalitySubgraph } from './schema';

type AnyRow = Readonly<Record<string, unknown>> & { readonly system: string; readonly key: string };
type Rows = Partial<Record<RowType, readonly AnyRow[]>>;

const cny = (amount: string) => ({ amount, currency: 'CNY' });
const guest = (key: string) => ({ system: 'pms', type: 'Guest', key });
const aGuest = (more: Partial<Row<'Guest'>>): AnyRow => ({
  system: 'pms',
  key: 'g1',
  name: '示例客人',
  preferences: [],
  ...more,
});
const aStay = (more: Partial<Row<'Stay'>>): AnyRow => ({
  system: 'pms',
  key: 'H001|F00000001',
  hotel: 'H001',
  guest: guest('g1'),
  company: guest('c1'),
  status: 'CHECKED_OUT',
  arrivesAt: '2026-06-01T14:00:00+08:00',
  departsAt: '2026-06-03T12:00:00+08:00',
  charges: cny('916.00'),
  payments: cny('500.00'),
  ...more,
});
const feature = (code: string, name: string): AnyRow => ({ system: 'pms', key: `feature|${code}`, list: 'feature', code, name });

/** A reader over rows in memory that ignores conditions and order, and keeps what it was asked. */
function readerOver(rows: Rows, asked: string[]): LegacyReader {
  const matching = (type: RowType, ref: string, parent: readonly { key: string }[]): never[] =>
    (rows[type] ?? []).filter((row) => parent.some(({ key }) => (row[ref] as { key: string }).key === key)) as never[];
  return {
    systemsOf: () => ['pms'],
    byKeys: async (type, keys, fields) => {
      asked.push(`byKeys ${type} ${keys.length} ${fields.join(',')}`);
      return keys.map(({ key }) => (rows[type] ?? []).find((row) => row.key === key) ?? null) as never[];
    },
    listByRef: async (type, ref, parents, { fields, first }) => {
      asked.push(`listByRef ${type}.${ref} ${parents.length} ${fields.join(',')}`);
      return parents.map((parent) => {
        const found = matching(type, ref, parent);
        const page = found.slice(0, first);
        return { rows: page, cursors: page.map((_row, i) => `cursor${i}`), hasNextPage: found.length > first };
      });
    },
    allByRef: async (type, ref, parents) => {
      asked.push(`allByRef ${type} ${parents.length}`);
      return parents.map((parent) => matching(type, ref, parent));
    },
    countByRef: async (type, ref, parents) => {
      asked.push(`countByRef ${type} ${parents.length}`);
      return parents.map((parent) => matching(type, ref, parent).length);
    },
    scan: () => {
      throw new Error('a request never scans');
    },
  };
}

const { schema, sdl } = buildHospitalitySubgraph();

function run(
  source: string,
  variableValues: Record<string, unknown>,
  rows: Rows,
  asked: string[] = [],
): Promise<ExecutionResult> {
  const today = '2026-06-30';
  const contextValue = { today, loaders: requestLoaders(readerOver(rows, asked), today) };
  return graphql({ schema, source, variableValues, contextValue });
}

const customer = (...keys: string[]) => ({
  __typename: 'Customer',
  id: `cus_${keys.join('_')}`,
  sourceKeys: [{ system: 'finance', key: '001|1' }, ...keys.map((key) => ({ system: 'pms', key }))],
});
const fifty = Array.from({ length: 50 }, (_, i) => customer(`g${i + 1}`));
const entities = (selection: string, type = 'Customer') =>
  `query ($r: [_Any!]!) { _entities(representations: $r) { ... on ${type} { ${selection} } } }`;
const codes = ({ errors }: ExecutionResult) => errors?.map((error) => formatError(error, 'r1').extensions?.code);

describe('Customer.stays', () => {
  it('answers 50 customers with one read of stays and one of folios', async () => {
    const asked: string[] = [];
    const stay = { system: 'pms', type: 'Stay', key: 'H001|F00000001' };
    const FolioLine = [
      { system: 'pms', key: '1', stay, charge: cny('458.00'), payment: null, correction: false },
      { system: 'pms', key: '2', stay, charge: cny('-58.00'), payment: null, correction: true },
    ];
    const rows = { Stay: [aStay({}), aStay({ key: 'H001|F00000002', guest: guest('g50') })], FolioLine };
    const query = entities(
      'stays { nodes { nights balance { amount } folio { charges { amount } lineCount correctionCount } } }',
    );
    const { data, errors } = await run(query, { r: fifty }, rows, asked);
    expect(errors).toBeUndefined();
    const none = { charges: [], lineCount: 0, correctionCount: 0 };
    const folio = { charges: [{ amount: '400.00' }], lineCount: 2, correctionCount: 1 };
    const answered = data?._entities as { stays: { nodes: readonly unknown[] } }[];
    expect(answered[0]?.stays.nodes).toEqual([{ nights: 2, balance: { amount: '416.00' }, folio }]);
    expect(answered[1]?.stays.nodes).toEqual([]);
    expect(answered[49]?.stays.nodes).toEqual([{ nights: 2, balance: { amount: '416.00' }, folio: none }]);
    expect(asked).toEqual(['listByRef Stay.guest 50 charges,payments,arrivesAt,departsAt', 'allByRef FolioLine 2']);
  });

  it('lists the stays of a company by the company and names the guest', async () => {
    const query = entities('companyStays { totalCount nodes { party { system key } } }');
    const { data } = await run(query, { r: [customer('c1')] }, { Stay: [aStay({})] });
    expect(data).toEqual({ _entities: [{ companyStays: { totalCount: 1, nodes: [{ party: { system: 'pms', key: 'g1' } }] } }] });
  });

  it.each([0, 101, 10_000])('refuses a page of %i rows', async (first) => {
    const selection = `stays(first: ${first}) { nodes { id } } companyStays(first: ${first}) { nodes { id } }`;
    expect(codes(await run(entities(selection), { r: [customer('g1')] }, {}))).toEqual(['BAD_USER_INPUT', 'BAD_USER_INPUT']);
  });

  it('does not take missing source keys for a customer who never stayed', async () => {
    const selection =
      'stays { nodes { id } } companyStays { nodes { id } } guestProfiles { id } preferences { code } staySummary { nights }';
    const result = await run(entities(selection), { r: [{ __typename: 'Customer', id: 'cus_1', sourceKeys: null }] }, {});
    expect(result.data).toEqual({
      _entities: [{ stays: null, companyStays: null, guestProfiles: null, preferences: null, staySummary: null }],
    });
    expect(codes(result)).toEqual(Array(5).fill('SOURCE_UNAVAILABLE'));
  });
});

describe('whom a stay leads to', () => {
  const rows = {
    Stay: [
      aStay({ guest: guest('g1'), agent: guest('a1'), group: { system: 'pms', type: 'Stay', key: 'H001|G1' } }),
      aStay({ key: 'H001|G1', account: 'G1', guest: guest('c1'), company: null, agent: null, group: null }),
    ],
    Guest: [aGuest({ company: guest('c1') }), aGuest({ key: 'c1', name: '示例公司' }), aGuest({ key: 'a1', name: '示例旅行社' })],
  };

  it('names guest, company, agent and group of 50 customers with one read per set of fields', async () => {
    const asked: string[] = [];
    const selection =
      'stays { nodes { guest { company { name } } company { name } agent { name } group { account company { name } } } }';
    const { data, errors } = await run(entities(selection), { r: fifty }, rows, asked);
    expect(errors).toBeUndefined();
    const [first] = data?._entities as { stays: { nodes: readonly unknown[] } }[];
    expect(first?.stays.nodes).toEqual([
      {
        guest: { company: { name: '示例公司' } },
        company: { name: '示例公司' },
        agent: { name: '示例旅行社' },
        group: { account: 'G1', company: null },
      },
    ]);
    expect(asked.toSorted()).toEqual(
      [
        'listByRef Stay.guest 50 agent,company,group,guest',
        'byKeys Guest 1 company',
        'byKeys Guest 2 name',
        'byKeys Stay 1 account,company',
      ].toSorted(),
    );
  });

  it('says that a profile is gone instead of that there is none', async () => {
    const gone = { ...rows, Guest: [] };
    expect(codes(await run(entities('stays { nodes { agent { name } } }'), { r: [customer('g1')] }, gone))).toEqual([
      'NOT_FOUND',
    ]);
  });
});

describe('Query.stay', () => {
  const id = encodeRowId('pms', 'Stay', 'H001|F00000001');

  it('answers one stay, and null for an unknown one', async () => {
    const query = 'query ($id: ID!, $none: ID!) { stay(id: $id) { id hotel } none: stay(id: $none) { id } }';
    const { data } = await run(query, { id, none: encodeRowId('pms', 'Stay', 'H001|X') }, { Stay: [aStay({})] });
    expect(data).toEqual({ stay: { id, hotel: 'H001' }, none: null });
  });

  it('gives the reason of a value as the reason of what is computed from it', async () => {
    const reasons = { departsAt: { code: 'BAD_DATE' as const, detail: 'departsAt is impossible' } };
    const rows = { Stay: [aStay({ departsAt: null, reasons, payments: { amount: '1.00', currency: 'USD' } })] };
    const result = await run('query ($id: ID!) { stay(id: $id) { nights balance { amount } } }', { id }, rows);
    expect(result.data).toEqual({ stay: { nights: null, balance: null } });
    expect(codes(result)).toEqual(['BAD_DATE', 'CANNOT_DERIVE']);
  });
});

describe('guest profiles', () => {
  const rows = {
    Guest: [
      aGuest({ preferences: ['NS', 'XX'] }),
      aGuest({ key: 'g2', preferences: ['NS', 'HF'] }),
      aGuest({ key: 'g3', preferences: null }),
    ],
    CodeName: [feature('NS', '无烟房'), feature('HF', '高楼层')],
  };

  it('are the hotel records among the source keys', async () => {
    const asked: string[] = [];
    const query = entities('guestProfiles { id name party { system key } preferenceNames }');
    const { data, errors } = await run(query, { r: [customer('g1', 'g2', 'gone'), customer()] }, rows, asked);
    expect(errors).toBeUndefined();
    const profile = (key: string, preferenceNames: readonly (string | null)[]) => ({
      id: encodeRowId('pms', 'Guest', key),
      name: '示例客人',
      party: { system: 'pms', key },
      preferenceNames,
    });
    expect(data).toEqual({
      _entities: [
        { guestProfiles: [profile('g1', ['无烟房', null]), profile('g2', ['无烟房', '高楼层'])] },
        { guestProfiles: [] },
      ],
    });
    expect(asked).toEqual(['byKeys Guest 3 name,preferences', 'byKeys CodeName 3 list,code,name']);
  });

  it('tell the preferences of a customer, each once', async () => {
    const asked: string[] = [];
    const r = [customer('g1', 'g2'), customer('g3'), ...fifty.slice(3)];
    const { data } = await run(entities('preferences { code name }'), { r }, rows, asked);
    const answered = data?._entities as { preferences: readonly unknown[] }[];
    expect(answered[0]?.preferences).toEqual([
      { code: 'NS', name: '无烟房' },
      { code: 'XX', name: null },
      { code: 'HF', name: '高楼层' },
    ]);
    expect(answered[1]?.preferences).toEqual([]);
    expect(asked).toEqual(['byKeys Guest 50 preferences', 'byKeys CodeName 3 list,code,name']);
  });

  it('are found by the id another subgraph refers to', async () => {
    const r = [{ __typename: 'Guest', id: encodeRowId('pms', 'Guest', 'g1') }];
    expect((await run(entities('name', 'Guest'), { r }, rows)).data).toEqual({ _entities: [{ name: '示例客人' }] });
  });

  it('leave identity papers, birth date, contact data and remarks in the hotel', () => {
    const type = schema.getType('Guest');
    const fields = isObjectType(type) ? Object.keys(type.getFields()) : [];
    expect(fields).toContain('vip');
    for (const hidden of ['idNo', 'idKind', 'birthDate', 'phones', 'remark', 'note']) expect(fields).not.toContain(hidden);
  });
});

describe('staySummary', () => {
  const selection = 'staySummary { stayCount inHouseCount nights spend { amount currency } lastStayOn }';

  it.each(['Customer', 'CustomerProfile'])('sums the stays of 50 of %s with one read', async (__typename) => {
    const asked: string[] = [];
    const r = fifty.map((one) => ({ ...one, __typename }));
    const { data } = await run(
      entities(selection, __typename),
      { r },
      { Stay: [aStay({}), aStay({ status: 'NO_SHOW' })] },
      asked,
    );
    const answered = data?._entities as unknown[];
    expect(answered[0]).toEqual({
      staySummary: { stayCount: 1, inHouseCount: 0, nights: 2, spend: [cny('916.00')], lastStayOn: '2026-06-01' },
    });
    expect(asked).toEqual(['allByRef Stay 50']);
  });
});

it('asks customers for the source keys and for nothing else', () => {
  expect(sdl.match(/@requires\(fields: "[^"]*"\)/g)).toEqual(Array(6).fill('@requires(fields: "sourceKeys { system key }")'));
});
