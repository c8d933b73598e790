import { describeEngines } from '../../testing/mysql';
import { openMapped, scanAll, type Mapped } from '../fixtures/open-mapped';

const SYSTEM = {
  sql: `
create table cust (id int not null primary key, nm varchar(40), doc varchar(80));
insert into cust values (1, 'Anna', '{"city":"Paris","vip":true,"tel":null}'), (2, 'Ben', 'not json'), (3, 'Carl', null), (4, 'Dora', '{"city":7}');
`,
  mapping: `
source: { id: shop, timezone: Europe/Paris, currency: EUR }
rows:
  Party:
    from: cust c
    key: c.id
    fields:
      name: c.nm
      cityCode: { from: "json(c.doc, '$.city')" }
      level: { from: "json(c.doc, '$.vip')" }
      note: { from: "json(c.doc, '$.tel')" }
    derive:
      website: concat('read at ', now())
`,
};

describeEngines('expressions that the two engines spell differently', (engine) => {
  let mapped: Mapped;
  beforeAll(async () => {
    mapped = await openMapped(engine, { shop: SYSTEM });
  });
  afterAll(() => mapped.close());

  it('reads JSON by path; what is no JSON, JSON null and nothing are nothing', async () => {
    const rows = await scanAll(mapped, 'shop', 'Party', ['cityCode', 'level', 'note']);
    expect(rows.map(({ cityCode, level, note }) => [cityCode, level, note])).toEqual([
      ['Paris', 'true', null],
      [null, null, null],
      [null, null, null],
      ['7', null, null],
    ]);
  });

  it('gives derived fields the moment of the reading, with the offset of the source', async () => {
    const reader = mapped.reader({ nowMs: Date.UTC(2026, 6, 1, 10, 0, 0) });
    const [row] = await reader.byKeys('Party', [{ system: 'shop', key: '1' }], ['website']);
    expect(row).toMatchObject({ website: 'read at 2026-07-01T12:00:00+02:00' });
  });
});
