import { isHard } from './mapping';
import { readMapping } from './load-mapping';
import { MappingError } from './mapping-error';

const HEAD = 'source: { id: finance, timezone: Asia/Shanghai, currency: CNY }\n';
const PARTY = `${HEAD}rows:
  Party:
    from: AR_CUST c
    key: [c.ENT_NO, c.CUST_NO]
    fields:
      name: c.CUST_NM
`;

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
    const field = mapping.rows.get('Party')?.fields.get('countryCode');
    expect(field?.kind === 'stored' && ['NO', '01', '1e3'].map((code) => field.codec.decode(code, null, []))).toEqual([
      'DK',
      'A',
      'B',
    ]);
  });

  it('tells hard refs from refs that are looked up', () => {
    const extra = `      parent: { ref: Party, from: [c.ENT_NO, c.UP] }
      sameAs: { ref: sales.Party, by: number, from: c.X, variants: [raw, 'pad 0 10'], trust: 0.9 }\n`;
    const fields = readMapping('f.yaml', PARTY + extra).rows.get('Party')?.fields;
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
    ['an unknown row type', PARTY.replace('Party:', 'Partei:'), '3 unknown row type Partei (near: Party)'],
    ['several sets of one type', PARTY.replace('Party:', 'Party/old:'), 'several row sets of one type'],
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
    ['an aggregate without an "all" link', `${PARTY}      number: sum(c.X)\n`, 'sum needs a column of an "all" link'],
    [
      'a first link without order',
      `${PARTY}    with: { l: { first: T, on: l.A = c.A } }\n`,
      '"order" and "key" belong to a "first" link',
    ],
    ['a link with two kinds', `${PARTY}    with: { l: { one: T, all: T, on: l.A = c.A } }\n`, 'exactly one of one, first, all'],
    ['an expression as key', PARTY.replace('c.CUST_NO]', 'upper(c.CUST_NO)]'), 'a key is made of bare columns of c'],
    ['tables of different aliases', PARTY.replace('AR_CUST c', '[AR_CUST c, AR_OLD d]'), 'need the same alias'],
    [
      'a view',
      PARTY.replace('AR_CUST c', '{ view: v, sql: select 1 }'),
      'a view or a branch with its own fields is not supported',
    ],
    ['an overlay', `extends: base.yaml\n${PARTY}`, '1 extends: is not supported'],
    ['a private tag', `${PARTY}      number: { from: c.X, private: pii }\n`, 'private: is not supported'],
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

  it('reports everything at once', () => {
    expect(problemsOf(`${PARTY}      nmae: c.X\n      number: d.X\n`)).toHaveLength(2);
  });
});
