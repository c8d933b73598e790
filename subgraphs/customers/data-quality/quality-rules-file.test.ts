import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { qualityRulesFile, readQualityRules } from './quality-rules-file';

const RULES = `
domains: { PARTY: { text: Who, responsible: { department: Sales, steward: u-1 } } }
systems: { finance: { PARTY: { department: Finance, steward: u-2 } } }
sharedPhoneCustomers: 5
rules:
  name-there: { dimension: COMPLETENESS, domain: PARTY, field: name, severity: HIGH, check: present, text: No name }
  number-form: { dimension: VALIDITY, domain: PARTY, field: number, severity: LOW, systems: [finance], check: { pattern: '^[0-9]+$' }, text: No number }
`;

describe('the rules of data quality', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'rules-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const written = (text: string): string => {
    writeFileSync(join(folder, 'data-quality.yaml'), text);
    return qualityRulesFile(folder);
  };

  it('are those beside the sources file, or the shipped ones', () => {
    expect(readQualityRules(qualityRulesFile(folder)).rules.length).toBeGreaterThan(10);
    expect(readQualityRules(written(RULES)).rules.map(({ id }) => id)).toEqual(['name-there', 'number-form']);
  });

  it('say who answers for a domain, and who for that of one system', () => {
    const { responsibleFor } = readQualityRules(written(RULES));
    expect(responsibleFor('PARTY', 'sales')).toEqual({ department: 'Sales', steward: 'u-1' });
    expect(responsibleFor('PARTY', 'finance')).toEqual({ department: 'Finance', steward: 'u-2' });
  });

  it('have another version for another text', () => {
    const { version } = readQualityRules(written(RULES));
    expect(readQualityRules(written(RULES)).version).toBe(version);
    expect(readQualityRules(written(RULES.replace('HIGH', 'LOW'))).version).not.toBe(version);
  });

  it.each([
    [
      'a domain that nobody answers for',
      RULES.replace('domain: PARTY, field: name', 'domain: GUEST, field: name'),
      'rules.name-there: GUEST',
    ],
    ['a field that no record has', RULES.replace('field: name', 'field: nmae'), 'rules["name-there"].field'],
    ['a check that does not exist', RULES.replace('check: present', 'check: absent'), 'rules["name-there"].check'],
    ['a pattern that is none', RULES.replace('^[0-9]+$', '['), '[ is no regular expression'],
  ])('are refused with %s', (_case, text, message) => {
    const read = (): unknown => readQualityRules(written(text));
    expect(read).toThrow('data-quality.yaml');
    expect(read).toThrow(message);
  });
});
