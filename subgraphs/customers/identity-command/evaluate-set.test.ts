import type { Party } from '../identity/party';
import { CrewOfNone, type Crew } from '../whole-match/crew';
import { ThreadCrew } from '../whole-match/thread-crew';
import { companySet } from './companies/company-set';
import { evaluateSet, evaluateWhole } from './evaluate-set';
import { explainPair } from './explain';
import { readBlocking, readWeights } from './identity-files';
import type { LabelledSet } from './labelled-set';
import { reportText } from './report';

const person = (i: number, key: string, residentId: string): Party => ({
  system: `file${(i % 2) + 1}`,
  key,
  kind: 'PERSON',
  names: [{ text: `王小${'明红军华'.charAt(i % 4)}` }],
  phones: [`139123450${String(10 + (i % 30))}`],
  emails: [],
  identifiers: [{ type: 'residentId', value: residentId }],
  address: null,
  birthDate: null,
  sameAs: [],
});
/** Two records of each person; in one of three the number has a slip, so that its hash has nothing in common. */
const PERSONS = Array.from({ length: 40 }, (_, i) => {
  const number = `33010619800101${String(1000 + i)}`;
  return [person(2 * i, `a${i}`, number), person(2 * i + 1, `b${i}`, i % 3 === 0 ? `${number.slice(0, -1)}X` : number)];
}).flat();
const companies = companySet(7, 60);
const SET: LabelledSet = {
  ...companies,
  parties: [...companies.parties, ...PERSONS],
  labels: [...companies.labels, ...PERSONS.map((_, i) => `p${Math.floor(i / 2)}`)],
};
const [weights, blocking] = [readWeights(), readBlocking()];
const now = (): number => 0;

async function toldBy(crew: Crew, set: LabelledSet, limits = blocking): Promise<string> {
  try {
    const evaluated = await evaluateWhole(set, { weights, blocking: limits, crew, now });
    return reportText(evaluated) + explainPair(evaluated, 'a0', 'b0') + explainPair(evaluated, 'a1', 'b1');
  } finally {
    await crew.end();
  }
}

function toldBefore(set: LabelledSet, limits = blocking): string {
  const evaluated = evaluateSet(set, weights, limits, now);
  return reportText(evaluated) + explainPair(evaluated, 'a0', 'b0') + explainPair(evaluated, 'a1', 'b1');
}

describe('evaluating a labelled set by the steps of a whole match', () => {
  it('gives the figures and the evidence of one pair after the other, with any number of threads', async () => {
    const expected = toldBefore(SET);
    expect(expected).toMatch(/: \d+ records, [1-9]\d+ comparisons/);
    expect(await toldBy(new CrewOfNone(), SET)).toBe(expected);
    expect(await toldBy(new ThreadCrew(2), SET)).toBe(expected);
  });

  it('compares no records of one file of a set that says so', async () => {
    const linked = { ...SET, linkOnly: true };
    const expected = toldBefore(linked);
    expect(expected).not.toBe(toldBefore(SET));
    expect(await toldBy(new CrewOfNone(), linked)).toBe(expected);
  });

  it('reports the same blocks that are too large', async () => {
    const tight = { ...blocking, limit: 6 };
    const expected = toldBefore(SET, tight);
    expect(expected).toContain('was skipped');
    expect(await toldBy(new CrewOfNone(), SET, tight)).toBe(expected);
  });
});
