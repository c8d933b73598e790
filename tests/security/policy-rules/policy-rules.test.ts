import { brokenClaim, fieldClaims, type FieldClaim } from './access-claims';
import { readPolicyFiles } from './policy-files';
import { mutantsOfAccess, mutantsOfFields, mutantsOfRights, mutantsOfRoles, type Mutant } from './rule-mutants';

const FILES = readPolicyFiles();
const CLAIMS = fieldClaims(FILES.fields);

const MUTANTS: Readonly<Record<string, readonly Mutant[]>> = {
  'rights.yaml': mutantsOfRights(FILES),
  'roles.yaml': mutantsOfRoles(FILES),
  'fields.yaml': mutantsOfFields(FILES),
  'access.yaml': mutantsOfAccess(FILES),
};

/** Rules that may change without a claim that notices: what the engine does not even take is noticed. */
function unproved(mutants: readonly Mutant[], claims: readonly FieldClaim[] = CLAIMS): readonly string[] {
  const near = (type: string | undefined): readonly FieldClaim[] => claims.filter((claim) => claim.type === type);
  return mutants.filter(({ files, type }) => !isNoticed(files, near(type)) && !isNoticed(files, claims)).map(({ rule }) => rule);
}

function isNoticed(files: Mutant['files'], claims: readonly FieldClaim[]): boolean {
  try {
    return brokenClaim(files, claims) !== null;
  } catch {
    return true;
  }
}

it('[AZ-09] the policy of the product is what is expected of every field, role and row', () => {
  expect(brokenClaim(FILES, CLAIMS)).toBeNull();
});

it.each(Object.entries(MUTANTS))('no rule of %s can be deleted, widened or narrowed unnoticed', (_file, mutants) => {
  expect(mutants.length).toBeGreaterThan(50);
  expect(unproved(mutants)).toEqual([]);
});

it('a rule that nothing proves is named', () => {
  const claims = CLAIMS.filter(({ type, field }) => !['bankRef', 'cardNo'].includes(field) && type !== 'TicketFilter');
  const all = Object.values(MUTANTS).flat();
  const named = unproved(all, claims);
  expect(named).toEqual(
    expect.arrayContaining([
      'rights.yaml: FINANCE BANK: CLEAR becomes nothing',
      'rights.yaml: SALES_MANAGER BANK: MASKED becomes CLEAR',
      'fields.yaml: Receipt.bankRef is gone',
      'fields.yaml: Guest.cardNo is shown by EMAIL',
      'fields.yaml: TicketFilter.status is gone',
    ]),
  );
  expect(named.filter((rule) => !/BANK|bankRef|cardNo|TicketFilter/.test(rule))).toEqual([]);
});

it.each([
  ['cc...... .. Money.*', 'Nothing is expected of'],
  ['cc...... .. Money.*\ncccc.... .. Money.*', 'Money.* stands there twice'],
])('expectations that do not fit the graph are refused: %j', (text, message) => {
  expect(() => fieldClaims(FILES.fields, text)).toThrow(message);
});

it('an expectation of what is not there is refused', () => {
  const money = new Map([['Money', FILES.fields.get('Money') ?? new Map()]]);
  expect(() => fieldClaims(money, 'cccccccc cc Money.*\ncccccccc cc Gone.*')).toThrow(
    'Expected of what is not in the graph: Gone.*',
  );
});
