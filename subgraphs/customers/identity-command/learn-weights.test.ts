import { normaliseParty } from '../identity/normalise/normalise-party';
import { COMPARISONS, COMPARISON_NAMES } from '../identity/compare/comparison';
import { readWeights } from './identity-files';
import { learnWeights, type TrainingSet } from './learn-weights';
import { USUAL_SHARES } from './usual-shares';

const PERSONS = 120;

/** Every person twice, with one e-mail address in both records, and nothing else in common. */
function aSet(): TrainingSet {
  const parties = Array.from({ length: PERSONS * 2 }, (_, i) => {
    const person = Math.floor(i / 2);
    const text = `${String.fromCharCode(0x5000 + person)}明`;
    const empty = { phones: [], identifiers: [], address: null, birthDate: null, sameAs: [] };
    const party = {
      system: 's',
      key: String(i),
      kind: 'PERSON',
      names: [{ text }],
      emails: [`p${person}@x.example`],
      ...empty,
    } as const;
    return normaliseParty(party, (value) => value);
  });
  return { parties, truth: { labelOf: (id) => String(Math.floor(Number(id.slice(2)) / 2)), fileOf: () => null } };
}

describe('the weights that are learned', () => {
  const before = readWeights().PERSON;
  const { comparisons } = learnWeights([aSet()], before);

  it('have what the sets show, and of what they never show a part of what is usual', () => {
    expect(comparisons.email?.['EXACT']?.m).toBeCloseTo(0.8 + 0.2 * (USUAL_SHARES.email['EXACT'] ?? 0), 3);
    expect(comparisons.email?.['CLOSE']?.m).toBeCloseTo(0.2 * (USUAL_SHARES.email['CLOSE'] ?? 0), 3);
  });

  it('have the usual shares of what no set has, with the chance they had', () => {
    expect(comparisons.birthDate?.['PARTLY']).toEqual({
      m: USUAL_SHARES.birthDate['PARTLY'],
      u: before.comparisons.birthDate?.['PARTLY']?.u,
    });
  });

  it.each(COMPARISON_NAMES)('have shares of %s that add up to one', (name) => {
    const levels = COMPARISONS[name].map((level) => comparisons[name]?.[level]?.m ?? 0);
    expect(levels.reduce((sum, m) => sum + m, 0)).toBeCloseTo(1, 2);
  });
});
