import { generateInto } from '../../../demo/generate/generate';
import { GroundTruth, type TruthLink } from '../../../demo/generate/ground-truth';
import type { DemoDatabases } from '../demo-systems/demo-databases';

/** Where a planted fault shows. */
interface Claim {
  readonly fault: string;
  /** Rules of which one must find it. */
  readonly rules: readonly string[];
  /** Records (`system key`) in which it was planted and written so that it can be seen. */
  readonly records: ReadonlySet<string>;
}

/** What the generator planted in records of parties, and what it wrote without a fault. */
export interface PlantedFaults {
  readonly claims: readonly Claim[];
  /** Records without any fault. */
  readonly clean: ReadonlySet<string>;
  /** Records that exist and are not deleted. */
  readonly links: readonly TruthLink[];
}

/** Numbers that the generator writes into many records, and that are no placeholders. */
const SHARED = ['4001000100', '0571-10000000'];
const KEPT_TAX_NUMBERS = ['finance', 'sales'];
const idOf = ({ system, key }: { readonly system: string; readonly key: string }): string => `${system} ${key}`;

/** Reads the stored numbers of a demo world: a clerk who types a right number wrongly may type the right one. */
async function storedNumbers({ rows }: DemoDatabases): Promise<ReadonlyMap<string, Readonly<Record<string, string>>>> {
  const found = new Map<string, Record<string, string>>();
  const add = async (system: 'finance' | 'sales' | 'tickets' | 'pms', sql: string): Promise<void> => {
    for (const { k, ...cells } of await rows(system, sql))
      found.set(
        `${system} ${String(k)}`,
        Object.fromEntries(Object.entries(cells).map(([name, cell]) => [name, String(cell ?? '')])),
      );
  };
  await add('finance', 'select CUST_NO as n, TAX_NO as tax, TEL as p, MOB as q, ENT_NO as e, CUST_NO as k from AR_CUST');
  await add(
    'sales',
    'select FItemID as k, FNumber as n, FTaxRegNo as tax, FPhone as p, FMobile as q, FFinCode as ref from t_Cust',
  );
  await add('tickets', 'select uid as k, mobile as p, cust_code as ref from hd_user');
  await add('pms', 'select no as k, ident, phone as p, mobile as q, araccnt as ref from guest');
  return new Map(
    [...found].map(([id, cells]) => [id.startsWith('finance ') ? `finance ${cells['e']}|${cells['n']}` : id, cells]),
  );
}

/** The ground truth of a demo world, as far as it is about records of parties. */
export async function plantedFaults(parties: number, seed: number, databases: DemoDatabases): Promise<PlantedFaults> {
  const truth = new GroundTruth();
  const target = {
    take: (step: { readonly truth: GroundTruth }) => truth.absorb(step.truth),
    finish: () => undefined,
    abort: () => undefined,
  };
  generateInto({ parties, seed }, [target]);
  const stored = await storedNumbers(databases);
  const partyOf = new Map(truth.parties.map((party) => [party.party, party]));
  const links = truth.links.filter(({ errors }) => !errors.includes('SOFT_DELETED'));
  const cell = (link: TruthLink, name: string): string => stored.get(idOf(link))?.[name] ?? '';
  const numbers = (link: TruthLink): readonly string[] =>
    [cell(link, 'p'), cell(link, 'q')].filter((text) => text !== '' && text !== '无');
  const isPerson = ({ party }: TruthLink): boolean => partyOf.get(party)?.kind === 'P';
  const withError = (fault: string, shows: (link: TruthLink) => boolean = () => true): ReadonlySet<string> =>
    new Set(links.filter((link) => link.errors.includes(fault) && shows(link)).map(idOf));
  const deleted = new Set(truth.links.filter(({ errors }) => errors.includes('SOFT_DELETED')).map(idOf));
  const planted = (fault: string, shows: (detail: string, id: string) => boolean = () => true): ReadonlySet<string> =>
    new Set(
      truth.faults.filter((one) => one.fault === fault && !deleted.has(idOf(one)) && shows(one.detail, idOf(one))).map(idOf),
    );
  const deletedNumbers = new Set(
    [...deleted].flatMap((id) => (/^(finance|sales) /.test(id) ? (stored.get(id)?.['n'] ?? []) : [])),
  );
  const hasTax = ({ system }: TruthLink): boolean => KEPT_TAX_NUMBERS.includes(system);
  const toDeleted = new Set(links.filter((link) => deletedNumbers.has(cell(link, 'ref'))).map(idOf));
  const claims: readonly Claim[] = [
    { fault: 'TAX_NO_MISSING', rules: ['tax-number-present'], records: withError('TAX_NO_MISSING', hasTax) },
    { fault: 'TAX_NO_OLD_FORM', rules: ['tax-number-current'], records: withError('TAX_NO_OLD_FORM', hasTax) },
    {
      fault: 'TAX_NO_TYPO',
      rules: ['tax-number-valid'],
      records: withError('TAX_NO_TYPO', (link) => hasTax(link) && cell(link, 'tax') !== partyOf.get(link.party)?.taxNo),
    },
    { fault: 'PHONE_DIGIT_MISSING', rules: ['phone-valid'], records: withError('PHONE_DIGIT_MISSING') },
    { fault: 'PHONE_EMPTY', rules: ['phone-present'], records: withError('PHONE_EMPTY', (link) => numbers(link).length === 0) },
    {
      fault: 'PHONE_SHARED',
      rules: ['phone-own'],
      records: withError('PHONE_SHARED', (link) => numbers(link).some((number) => SHARED.includes(number))),
    },
    {
      fault: 'TITLE_ONLY',
      rules: ['name-full'],
      records: withError('TITLE_ONLY', (link) => isPerson(link) && !link.errors.includes('PINYIN_NAME')),
    },
    { fault: 'COUPLE_ON_ONE_PROFILE', rules: ['one-customer-per-file'], records: withError('COUPLE_ON_ONE_PROFILE') },
    { fault: 'COLLECTIVE_ACCOUNT', rules: ['name-present'], records: planted('COLLECTIVE_ACCOUNT') },
    { fault: 'IMPOSSIBLE_DATE', rules: ['created-on-present', 'created-on-possible'], records: planted('IMPOSSIBLE_DATE') },
    {
      fault: 'RESIDENT_NUMBER_TYPO',
      rules: ['resident-number-valid'],
      records: planted('RESIDENT_NUMBER_TYPO', (right, id) => stored.get(id)?.['ident'] !== right),
    },
    { fault: 'WRONG_FINANCE_CODE', rules: ['reference-exists', 'reference-right'], records: planted('WRONG_FINANCE_CODE') },
    { fault: 'WRONG_LEDGER_ACCOUNT', rules: ['reference-exists', 'reference-right'], records: planted('WRONG_LEDGER_ACCOUNT') },
    { fault: 'REFERENCE_TO_DELETED', rules: ['reference-exists'], records: toDeleted },
  ];
  const cut = (link: TruthLink): boolean => numbers(link).some((number) => number.length === 20 && number.includes('/'));
  const faulty = new Set(truth.faults.map(idOf));
  const clean = new Set(
    links
      .filter((link) => link.errors.length === 0 && !faulty.has(idOf(link)) && !toDeleted.has(idOf(link)) && !cut(link))
      .map(idOf),
  );
  return { claims, clean, links };
}
