import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isHard, isPersonal } from './mapping';
import { loadMapping, readMapping } from './load-mapping';
import { MappingError } from './mapping-error';

const HEAD = 'source: { id: finance, timezone: Asia/Shanghai, currency: CNY }\n';
const PARTY = `${HEAD}rows:
  Party:
    from: AR_CUST c
    key: [c.ENT_NO, c.CUST_NO]
    fields:
      name: c.CUST_NM
`;

const TWO_SETS = `${PARTY.replace('Party:', 'Party/new:')}  Party/old:
    from: OLD o
    key: [o.NO]
    where: o.X = 1
    fields:
      name: o.NM
`;

const VIEW = `{ view: c, sql: "select * from x where /*keys*/ and 1 = 1", columns: { ENT_NO: text, CUST_NO: text, CUST_NM: text }, keys: [x.E, x.N] }`;

function problemsOf(text: string): readonly string[] {
  try {
    readMapping('f.yaml', text);
    return [];
  } catch (error) {
    if (error instanceof MappingError) return error.problems.map(({ line, message }) => `${line} ${message}`);
    throw error;
  }
}

describe('readMapping', () => {
  it('keeps every scalar as text', () => {
    const mapping = readMapping(
      'f.yaml',
      `${HEAD}codes: { yes: { NO: DK, 01: A, 1e3: B } }\n${PARTY.slice(HEAD.length)}      countryCode: { from: c.L, codes: yes }\n`,
    );
    const field = mapping.rows.get('Party')?.[0]?.fields.get('countryCode');
    expect(field?.kind === 'stored' && ['NO', '01', '1e3'].map((code) => field.codec.decode(code, null, []))).toEqual([
      'DK',
      'A',
      'B',
    ]);
  });

  it('tells hard refs from refs that are looked up', () => {
    const extra = `      parent: { ref: Party, from: [c.ENT_NO, c.UP] }
      sameAs: { ref: sales.Party, by: number, from: c.X, variants: [raw, 'pad 0 10'], trust: 0.9 }\n`;
    const fields = readMapping('f.yaml', PARTY + extra).rows.get('Party')?.[0]?.fields;
    const hard = ['parent', 'sameAs'].map((name) => fields?.get(name)).map((field) => field?.kind === 'ref' && isHard(field));
    expect(hard).toEqual([true, false]);
  });

  it.each<[string, string, string]>([
    ['an unknown key', `${PARTY}    wehre: c.X = 1\n`, '8 rows.Party: unknown key wehre (near: where)'],
    ['an unknown field', `${PARTY}      nmae: c.X\n`, '8 unknown field Party.nmae (near: name'],
    [
      'a required field that is missing',
      PARTY.replace('name: c.CUST_NM', 'number: c.CUST_NO'),
      '6 Party.name is required and not mapped',
    ],
    [
      'a match rule over an unknown field',
      `${PARTY}    match: { never: [phone] }\n`,
      '8 match.never: unknown field Party.phone (near: phones',
    ],
    ['an unknown row type', PARTY.replace('Party:', 'Partei:'), '3 unknown row type Partei (near: Party)'],
    ['a label with a blank', PARTY.replace('Party:', 'Party/o d:'), '3 Party/o d: after "/" stands a label'],
    [
      'sets whose keys could be confused',
      `${PARTY}  Party/old:\n    from: OLD o\n    key: o.NO\n    fields: { name: o.NM }\n`,
      '8 Party/old: with its label, its keys look like those of Party',
    ],
    [
      'a reference to several row sets',
      `${TWO_SETS}      parent: { ref: Party, from: [o.NO] }\n`,
      '14 Party/old.parent: Party has several row sets; name the one that is meant: Party/new, Party/old',
    ],
    [
      'a reference to a row set that is not there',
      `${TWO_SETS}      parent: { ref: Party/odl, from: [o.NO] }\n`,
      'there is no Party/odl (near: Party/old',
    ],
    ['a bare word', `${PARTY}      currency: CNY\n`, 'unknown alias (none) for CNY: a constant? write { value: CNY }'],
    ['an unknown alias', `${PARTY}      number: d.X\n`, '8 Party.fields.number: unknown alias d (near: c)'],
    ['a value outside the closed set', `${PARTY}      kind: { from: c.K, codes: { 1: ORGANIZATION } }\n`, '8 Party.fields.kind:'],
    ['a constant outside the closed set', `${PARTY}      kind: { value: ORGANIZATION }\n`, 'ORGANIZATION is not a value'],
    ['an unknown form', `${PARTY}      createdOn: { from: c.D, as: dtae }\n`, 'unknown form "as: dtae"'],
    ['an unknown cleaning step', `${PARTY}      number: { from: c.D, clean: [trimm] }\n`, 'unknown cleaning step "trimm"'],
    ['a broken expression', `${PARTY}      number: c.A +\n`, '8 Party.fields.number:'],
    ['an unknown parameter', `${PARTY}    where: c.T = :tenant\n`, 'unknown parameter :tenant'],
    ['a derive function in SQL', `${PARTY}      number: today()\n`, 'today works in derive only'],
    [
      'an "all" column outside an aggregate',
      `${PARTY}      number: l.X\n    with: { l: { all: T, on: l.A = c.A } }\n`,
      'l is an "all" link',
    ],
    [
      'a column behind an "all" link outside an aggregate',
      `${PARTY}      number: k.X\n    with: { l: { all: T, on: l.A = c.A }, k: { one: K, on: k.B = l.B } }\n`,
      'k hangs on l, of which there are several',
    ],
    ['an aggregate without an "all" link', `${PARTY}      number: sum(c.X)\n`, 'sum needs a column of an "all" link'],
    [
      'a first link without order',
      `${PARTY}    with: { l: { first: T, on: l.A = c.A } }\n`,
      '"order" and "key" belong to a "first" link',
    ],
    ['a link with two kinds', `${PARTY}    with: { l: { one: T, all: T, on: l.A = c.A } }\n`, 'exactly one of one, first, all'],
    ['an expression as key', PARTY.replace('c.CUST_NO]', 'upper(c.CUST_NO)]'), 'a key is made of bare columns of c'],
    ['tables of different aliases', PARTY.replace('AR_CUST c', '[AR_CUST c, AR_OLD d]'), 'need the same alias'],
    ['a view without its columns', PARTY.replace('AR_CUST c', '{ view: c, sql: select 1 }'), 'rows.Party.from.0.columns'],
    [
      'a view without a place for keys',
      PARTY.replace('AR_CUST c', VIEW.replace('/*keys*/', '1 = 1')),
      '4 Party.from: sql has to hold /*keys*/',
    ],
    [
      'a view of several statements',
      PARTY.replace('AR_CUST c', VIEW.replace('1 = 1', "1 = ';'")),
      'sql is one select without ";"',
    ],
    ['a view with too few keys', PARTY.replace('AR_CUST c', VIEW.replace('[x.E, x.N]', '[x.E]')), 'each of the 2 key columns'],
    [
      'a view without a key column',
      PARTY.replace('AR_CUST c', VIEW.replace('CUST_NO: text', 'NO: text')),
      'does not list CUST_NO',
    ],
    [
      'a branch that replaces what is not mapped',
      PARTY.replace('AR_CUST c', '[AR_CUST c, { table: AR_OLD c, fields: { nmae: c.NM } }]'),
      '4 Party.from: the row set does not map nmae (near: name)',
    ],
    [
      'a branch whose key is computed',
      PARTY.replace('AR_CUST c', '[AR_CUST c, { table: AR_OLD c, columns: { CUST_NO: trim(c.NO) } }]'),
      '4 Party.from: the key column CUST_NO has to be a column here too',
    ],
    [
      'a key that the language does without',
      PARTY.replace('CNY }', 'CNY, charset: gbk }'),
      '1 source.charset: there is no such key',
    ],
    [
      'a watermark without order',
      `${PARTY}    changes: { by: c.U, as: date text d.M.yyyy }\n`,
      'not stored in the order of time',
    ],
    [
      'a duration that is none',
      `${PARTY}    changes: { by: c.U, overlap: 2 days }\n`,
      '8 rows.Party.changes.overlap: is not a duration',
    ],
    [
      'a child without a link',
      `${PARTY}    changes: { by: c.U, also: [{ link: x, by: x.U }] }\n`,
      '8 Party.changes: unknown link x',
    ],
    [
      'a derived field that reads what is not mapped',
      `${PARTY}    derive: { terms: upper(level) }\n`,
      'this mapping does not map level',
    ],
    [
      'a circle',
      `${PARTY}    derive: { terms: upper(level), level: lower(terms) }\n`,
      'terms is derived from itself: terms -> level -> terms',
    ],
    ['a reference as a column', `${PARTY}      parent: c.UP\n`, 'Party.parent is a reference: write { ref: Party'],
    ['an unknown target', `${PARTY}      parent: { ref: Prty, from: c.UP }\n`, 'unknown row type Prty (near: Party)'],
    [
      'an unknown variant',
      `${PARTY}      parent: { ref: Party, from: [c.E, c.UP], variants: [reverse] }\n`,
      'unknown variant "reverse"',
    ],
    ['a field in two places', `${PARTY}    cannot: { name: no }\n`, 'Party.name stands in two places'],
    ['a time zone that is none', PARTY.replace('Asia/Shanghai', 'Shanghai/Asia'), '1 source.timezone: is not an IANA time zone'],
    ['broken YAML', `${PARTY}      number: { from: coalesce(c.A, c.B) }\n`, '8 '],
    ['a key written twice', `${PARTY}      name: c.X\n`, '8 Map keys must be unique'],
  ])('reports %s', (_what, text, expected) => {
    expect(problemsOf(text).join('\n')).toContain(expected);
  });

  it('reads how changed rows are found', () => {
    const changes = `    with: { l: { all: T, on: l.A = c.A } }
    changes: { by: c.U, as: date yyyymmdd, overlap: P2D, also: [{ link: l, by: l.U, as: instant unix }], compare: never }\n`;
    const read = readMapping('f.yaml', PARTY + changes).rows.get('Party')?.[0]?.changes;
    expect(read).toMatchObject({ compareMs: null, also: [{ link: 'l' }] });
    expect(read?.watermark.read('20240102', [])).toBe('2024-01-02');
    expect(read?.watermark.since('2024-01-05')).toMatchObject({ op: 'range', low: { value: 20_240_103 } });
    expect(read?.also[0]?.watermark.read(86_400, [])).toBe('1970-01-02T08:00:00+08:00');
    const daily = readMapping('f.yaml', `${PARTY}    changes: { by: c.U }\n`).rows.get('Party')?.[0]?.changes;
    expect(daily).toMatchObject({ compareMs: 86_400_000 });
  });

  it('knows personal fields: by type, by tag, and computed from such', () => {
    const extra = `      number: { from: c.X, private: staff }
      bankAccount: c.B
      level: c.L
    derive: { note: "concat('no ', number)", class: upper(level) }\n`;
    const [rowSet] = readMapping('f.yaml', PARTY + extra).rows.get('Party') ?? [];
    const personal = ['number', 'bankAccount', 'level', 'note', 'class'].map((name) => rowSet && isPersonal(rowSet, name));
    expect(personal).toEqual([true, true, false, true, false]);
  });

  describe('a mapping laid over another', () => {
    const directory = mkdtempSync(join(tmpdir(), 'overlay-'));
    const write = (name: string, text: string): string => {
      writeFileSync(join(directory, name), text);
      return join(directory, name);
    };
    afterAll(() => rmSync(directory, { recursive: true }));

    it('replaces what it names, takes out what it marks, and keeps the rest', async () => {
      write('v1.yaml', `${PARTY}      number: c.NO\n      note: c.TXT\n`);
      const file = write(
        'v2.yaml',
        'extends: v1.yaml\nsource: { currency: EUR }\nrows: { Party: { fields: { number: c.CODE, note: ~ } } }\n',
      );
      const mapping = await loadMapping(file);
      const fields = mapping.rows.get('Party')?.[0]?.fields;
      expect([...(fields?.keys() ?? [])]).toEqual(['name', 'number']);
      expect(mapping.source).toMatchObject({ id: 'finance', currency: 'EUR' });
      expect(fields?.get('number')).toMatchObject({ file, line: 3, from: [{ name: 'CODE' }] });
      expect(fields?.get('name')).toMatchObject({ file: join(directory, 'v1.yaml'), line: 7 });
    });

    it('changes its hash with the one below', async () => {
      const file = write('over.yaml', 'extends: below.yaml\n');
      write('below.yaml', PARTY);
      const before = (await loadMapping(file)).hash;
      write('below.yaml', PARTY.replace('CUST_NM', 'NM'));
      expect((await loadMapping(file)).hash).not.toBe(before);
    });

    it('reports a circle, and a file that is not there at its own line', async () => {
      await expect(loadMapping(write('a.yaml', 'extends: a.yaml\n'))).rejects.toThrow('extends in a circle');
      await expect(loadMapping(write('b.yaml', '\nextends: none.yaml\n'))).rejects.toThrow(
        'b.yaml:2 extends none.yaml, which cannot be used',
      );
    });
  });

  it('reports everything at once', () => {
    expect(problemsOf(`${PARTY}      nmae: c.X\n      number: d.X\n`)).toHaveLength(2);
  });
});
