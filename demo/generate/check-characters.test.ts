import { creditCodeCheck, organisationCheck, residentCheck } from './check-characters';
import { generate } from './generate';

describe('check characters', () => {
  it('ends the example code of the standard with its check character', () => {
    expect(creditCodeCheck('91350100M000100Y4')).toBe('3');
  });

  it('computes the check of an organisation code', () => {
    expect(organisationCheck('D2143569')).toBe('X');
  });

  it('computes the check of a resident number', () => {
    expect(residentCheck('11010519491231002')).toBe('X');
  });

  it('gives every organisation a valid tax number of a region that does not exist', () => {
    const { truth } = generate({ parties: 120, seed: 3 });
    const taxNumbers = truth.parties.flatMap((party) => (party.taxNo === null ? [] : [party.taxNo]));
    expect(taxNumbers.length).toBeGreaterThan(40);
    for (const taxNo of taxNumbers) {
      expect(taxNo).toMatch(/^9199\d{4}[0-9A-Z]{10}$/);
      expect(creditCodeCheck(taxNo.slice(0, 17))).toBe(taxNo.slice(17));
      expect(organisationCheck(taxNo.slice(8, 16))).toBe(taxNo.slice(16, 17));
    }
  });
});
