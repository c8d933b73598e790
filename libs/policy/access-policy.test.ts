import fc from 'fast-check';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AccessPolicy, ALL_ROWS, readAccessPolicy, type Sight } from './access-policy';
import { AREA_RIGHTS, readAreaRights, type AreaRight } from './area-rights';
import type { Claims } from './claims';
import { CLASSES, readFieldRules, type FieldRule } from './field-rules';
import { onePurpose } from './fixtures/one-purpose';
import { MASKS } from './mask';

const AREAS = ['A', 'B', 'C'];
const ARCHETYPES = ['X', 'Y', 'Z'];
const areas = Object.fromEntries(AREAS.map((area) => [area, { text: area, term: '区' }]));
const staff = (roles: readonly string[]): Claims => ({ sub: 'u', roles, audience: 'STAFF' });

/** The rule in plain words: forbidden beats clear, clear beats masked, nothing is nothing. */
function expected(rights: readonly (AreaRight | undefined)[], { class: named, mask }: FieldRule): Sight {
  if (rights.includes('FORBIDDEN')) return 'NONE';
  if (rights.includes('CLEAR')) return 'CLEAR';
  if (!rights.includes('MASKED')) return 'NONE';
  if (named === 'PUBLIC' || named === 'INTERNAL') return 'CLEAR';
  return mask ?? 'NONE';
}

it('[AZ-09] decides as the rule in plain words does, for any roles and rights', () => {
  const rights = fc.record(
    Object.fromEntries(
      ARCHETYPES.map((each) => [each, fc.dictionary(fc.constantFrom(...AREAS), fc.constantFrom(...AREA_RIGHTS))]),
    ),
  );
  const rule = fc.record({
    area: fc.constantFrom(...AREAS),
    class: fc.constantFrom(...CLASSES),
    mask: fc.constantFrom(null, ...MASKS),
  });
  fc.assert(
    fc.property(rights, rule, fc.subarray([...ARCHETYPES, 'STRANGE']), (archetypes, field, roles) => {
      const policy = new AccessPolicy({
        purposes: onePurpose,
        mayRead: () => false,
        roles: new Map(
          ARCHETYPES.map((name) => [name, { audience: 'STAFF' as const, archetype: name, term: name, person: { sub: name } }]),
        ),
        fields: new Map([['T', new Map([['f', field]])]]),
        rights: { areas, archetypes, rows: {}, customers: {} },
      });
      const held = roles.map((role) => archetypes[role]?.[field.area]);
      expect(policy.sight(staff(roles), 'T', 'f')).toBe(expected(held, field));
      expect(policy.sight(staff(roles), 'T', 'other')).toBe('NONE');
      expect(policy.sight({ ...staff(roles), audience: 'PARTNER' }, 'T', 'f')).toBe('NONE');
    }),
    { numRuns: 500 },
  );
});

describe('the policy of the product', () => {
  const policy = readAccessPolicy('schema/policy');

  it.each<[string, string, Sight]>([
    ['GENERAL_MANAGER', 'Customer.taxNo', 'CLEAR'],
    ['SALESPERSON', 'Customer.phones', 'CLEAR'],
    ['SALESPERSON', 'Customer.taxNo', 'LAST4'],
    ['SALESPERSON', 'Order.cost', 'NONE'],
    ['CS_AGENT', 'Ticket.title', 'CLEAR'],
    ['CS_AGENT', 'Customer.phones', 'PHONE'],
    ['CS_AGENT', 'Customer.address', 'WHOLE'],
    ['CS_AGENT', 'Customer.receivables', 'NONE'],
    ['FINANCE', 'Receipt.bankRef', 'CLEAR'],
    ['FINANCE', 'Customer.tickets', 'NONE'],
    ['HOUSEKEEPING', 'Customer.preferences', 'CLEAR'],
    ['HOUSEKEEPING', 'Guest.cardNo', 'LAST4'],
    ['HOUSEKEEPING', 'Guest.spend', 'NONE'],
    ['HOUSEKEEPING', 'Guest.blacklisted', 'NONE'],
    ['DATA_STEWARD', 'Customer.phones', 'CLEAR'],
    ['DATA_STEWARD', 'Customer.invoices', 'NONE'],
    ['AUDITOR', 'Customer.name', 'NONE'],
  ])('[AZ-15] [AZ-19] [AZ-20] %s sees %s: %s', (role, at, sight) => {
    const [type = '', field = ''] = at.split('.');
    expect(policy.sight(staff([role]), type, field)).toBe(sight);
  });

  it('an auditor reads no customer, whatever else he is', () => {
    expect(policy.sight(staff(['AUDITOR', 'GENERAL_MANAGER']), 'Customer', 'name')).toBe('NONE');
  });

  it('two roles see what either sees', () => {
    expect(policy.sight(staff(['CS_AGENT', 'SALESPERSON']), 'Customer', 'phones')).toBe('CLEAR');
    expect(policy.sight(staff(['CS_AGENT', 'SALESPERSON']), 'Customer', 'tickets')).toBe('CLEAR');
  });
});

describe('rows', () => {
  const rule = (area: string): FieldRule => ({ area, class: 'INTERNAL', mask: null });
  const policy = new AccessPolicy({
    purposes: onePurpose,
    mayRead: () => true,
    roles: new Map(
      ['DESK', 'SHIFT', 'CHIEF', 'SALES'].map((name) => [
        name,
        { audience: 'STAFF' as const, archetype: name, term: name, person: { sub: name } },
      ]),
    ),
    fields: new Map([
      [
        'Stay',
        new Map([
          ['hotel', rule('A')],
          ['clerk', rule('A')],
        ]),
      ],
    ]),
    rights: {
      areas,
      archetypes: { DESK: { A: 'CLEAR' }, SHIFT: { A: 'MASKED' }, CHIEF: { A: 'CLEAR' }, SALES: { B: 'CLEAR' } },
      rows: { DESK: { 'Stay.hotel': 'hotel' }, SHIFT: { 'Stay.clerk': 'employee' } },
      customers: {},
    },
  });
  const hotel = { type: 'Stay', field: 'hotel', values: ['H1'] };
  const clerk = { type: 'Stay', field: 'clerk', values: ['7'] };

  it.each<[string, readonly string[], Partial<Claims>, readonly object[]]>([
    ['those of what the token says', ['DESK'], { hotel: 'H1' }, [hotel]],
    ['none when the token does not say it', ['DESK'], {}, [{ ...hotel, values: [] }]],
    ['all where there is no rule', ['CHIEF'], { hotel: 'H1' }, []],
    ['all that one of the roles sees without rule', ['DESK', 'CHIEF'], { hotel: 'H1' }, []],
    ['no more by a role that does not read the type', ['DESK', 'SALES'], { hotel: 'H1' }, [hotel]],
    ['those that satisfy the rules of all roles', ['DESK', 'SHIFT'], { hotel: 'H1', employee: '7' }, [hotel, clerk]],
    ['under no rule of staff for a partner', ['DESK'], { audience: 'PARTNER' }, []],
  ])('that a caller sees: %s', (_title, roles, more, expected) => {
    expect(policy.rowScope({ ...staff(roles), ...more })).toEqual({ ...ALL_ROWS, rules: expected });
  });
});

describe('customers', () => {
  const archetypes: Record<string, Record<string, AreaRight>> = {
    SELLER: { A: 'CLEAR', B: 'MASKED' },
    LEAD: { A: 'CLEAR', B: 'CLEAR' },
    CHIEF: { A: 'CLEAR', B: 'CLEAR', C: 'CLEAR' },
    CLERK: { A: 'CLEAR' },
    BARRED: { A: 'CLEAR', B: 'FORBIDDEN' },
    AGENT: { A: 'MASKED', D: 'CLEAR' },
    HEAD: { A: 'CLEAR', B: 'CLEAR', D: 'CLEAR' },
  };
  const policy = new AccessPolicy({
    purposes: onePurpose,
    mayRead: () => true,
    roles: new Map(
      Object.keys(archetypes).map((name) => [
        name,
        { audience: 'STAFF' as const, archetype: name, term: name, person: { sub: name } },
      ]),
    ),
    fields: new Map(),
    rights: { areas, archetypes, rows: {}, customers: { SELLER: 'OWN', LEAD: 'TEAM', AGENT: 'ASSIGNED', HEAD: 'TEAM' } },
  });

  it.each<[string, readonly string[], Partial<Claims>, object | null]>([
    ['the own ones', ['SELLER'], { employee: 'E1' }, { of: 'OWN', employee: 'E1' }],
    ['none when the token names no employee', ['SELLER'], {}, { of: 'OWN', employee: undefined }],
    [
      'those of the department when one of the roles says so',
      ['SELLER', 'LEAD'],
      { employee: 'E1' },
      { of: 'TEAM', employee: 'E1' },
    ],
    ['all where there is no rule', ['CLERK'], { employee: 'E1' }, null],
    ['all by a role that reads as much', ['SELLER', 'LEAD', 'CHIEF'], { employee: 'E1' }, null],
    ['no more by a role that reads less', ['SELLER', 'CLERK'], { employee: 'E1' }, { of: 'OWN', employee: 'E1' }],
    ['no more by a role that may not read a part', ['SELLER', 'BARRED'], { employee: 'E1' }, { of: 'OWN', employee: 'E1' }],
    ['under no rule of staff for BI', ['SELLER'], { audience: 'BI' }, null],
  ])('[AZ-13] that a caller sees: %s', (_title, roles, more, expected) => {
    expect(policy.rowScope({ ...staff(roles), ...more })).toEqual({ ...ALL_ROWS, customers: expected });
  });

  it.each<[string, readonly string[], Partial<Claims>, object]>([
    ['those with an open ticket', ['AGENT'], { employee: 'E1' }, { assigned: { employee: 'E1' } }],
    ['none when the token names no employee', ['AGENT'], {}, { assigned: { employee: undefined } }],
    [
      'what both roles allow where each reads what the other does not',
      ['AGENT', 'SELLER'],
      { employee: 'E1' },
      { assigned: { employee: 'E1' }, customers: { of: 'OWN', employee: 'E1' } },
    ],
    [
      'those of the department by a role that reads as much',
      ['AGENT', 'HEAD'],
      { employee: 'E1' },
      { customers: { of: 'TEAM', employee: 'E1' } },
    ],
    ['no more by a role that reads less', ['AGENT', 'CLERK'], { employee: 'E1' }, { assigned: { employee: 'E1' } }],
    ['under no rule of staff for a partner', ['AGENT'], { audience: 'PARTNER' }, {}],
  ])('[AZ-09] that customer service sees: %s', (_title, roles, more, expected) => {
    expect(policy.rowScope({ ...staff(roles), ...more })).toEqual({ ...ALL_ROWS, ...expected });
  });
});

describe('a file that cannot be used', () => {
  const directory = mkdtempSync(join(tmpdir(), 'policy-'));
  const file = (text: string): string => {
    writeFileSync(join(directory, 'file.yaml'), text);
    return join(directory, 'file.yaml');
  };
  afterAll(() => rmSync(directory, { recursive: true }));

  it.each([
    ['Customer: { CORE: [id] }', '"CORE" is not "AREA CLASS [MASK]"'],
    ['Customer: { CORE SECRET: [id] }', '"CORE SECRET" is not'],
    ['Customer: { CORE PERSONAL STARS: [id] }', '"CORE PERSONAL STARS" is not'],
    ['Customer: { CORE PUBLIC: [id], CORE INTERNAL: [id] }', 'Customer: id stands there twice'],
  ])('fields %s: %s', (text, message) => {
    expect(() => readFieldRules(file(text))).toThrow(message);
  });

  it.each([
    ['areas: { A: { text: a, term: 区 } }\narchetypes: { X: { B: CLEAR } }', 'X has rights on B'],
    ['areas: { A: { text: a, term: 区 } }\narchetypes: { X: { A: CLEAR } }\nrows: { Y: { Stay.hotel: hotel } }', 'rows of Y'],
    ['areas: { A: { text: a, term: 区 } }\narchetypes: { X: { A: CLEAR } }\nrows: { X: { Stay.hotel: shoe } }', 'Invalid option'],
    ['areas: { A: { text: a, term: 区 } }\narchetypes: { X: { A: CLEAR } }\ncustomers: { Y: OWN }', 'rows of Y'],
    ['areas: { A: { text: a, term: 区 } }\narchetypes: { X: { A: CLEAR } }\ncustomers: { X: HERS }', 'Invalid option'],
    ['areas: { ANY: { text: a, term: 区 } }\narchetypes: {}', 'ANY is read by everybody'],
    ['areas: { A: { text: a, term: 区 } }\narchetypes: { X: { A: ALL } }', 'Invalid option'],
  ])('rights %s: %s', (text, message) => {
    expect(() => readAreaRights(file(text))).toThrow(message);
  });

  it('a role without its archetype, an archetype and an area nobody knows', () => {
    const person = { sub: 'u' };
    const rights = { areas, archetypes: {}, rows: {}, customers: {} };
    const tables = { purposes: onePurpose, mayRead: () => false, fields: new Map(), rights };
    const withRole = (role: object) => () =>
      new AccessPolicy({ ...tables, roles: new Map([['R', { term: 'r', person, ...role }]]) });
    expect(withRole({ audience: 'STAFF' })).toThrow('Role R is staff and has no archetype');
    expect(withRole({ archetype: 'Q' })).toThrow('Role R: there is no archetype Q');
    const fields = new Map([['T', new Map([['f', { area: 'D', class: 'PUBLIC' as const, mask: null }]])]]);
    expect(() => new AccessPolicy({ ...tables, roles: new Map(), fields })).toThrow('T.f: there is no area D');
    const byRow = { ...rights, rows: { X: { 'T.g': 'hotel' as const } } };
    expect(() => new AccessPolicy({ ...tables, rights: byRow, roles: new Map() })).toThrow('Rows by T.g: there is no such field');
  });
});
