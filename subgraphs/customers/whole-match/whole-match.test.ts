import { CONFLICTS } from '../identity/cluster/guards';
import { keepApart } from '../identity/cluster/decisions';
import { MatchIndex } from '../identity/match-index';
import { normaliseParty, type NormalParty } from '../identity/normalise/normalise-party';
import type { Party } from '../identity/party';
import { calibrate } from '../identity/score/calibrate';
import { readModel, writeModel } from '../identity/score/model-file';
import { companySet } from '../identity-command/companies/company-set';
import { readBlocking, readWeights } from '../identity-command/identity-files';
import { evidenceOf, type MatchEvidence } from '../registry/match-evidence';
import { clustersIn } from './clusters';
import { CrewOfNone, MatchingEndedError, type Crew } from './crew';
import { pairsIn } from './pair-columns';
import { rangesOf } from './ranges';
import { MatchingThreadError, startThread, ThreadCrew } from './thread-crew';
import { explainWhole, matchWhole, type MatchProgress, type WholeMatch } from './whole-match';

const RULES = { weights: readWeights(), blocking: readBlocking() };
/** So low a limit that blocks of this small world are split, and parts of them skipped. */
const TIGHT = { ...RULES, blocking: { ...RULES.blocking, limit: 6 } };

const person = (key: number, name: string, phone: string, birthDate: string | null = null): Party => ({
  system: 'tickets',
  key: String(key),
  kind: 'PERSON',
  names: [{ text: name }],
  phones: [phone],
  emails: [],
  identifiers: [],
  hashed: key % 3 === 0 ? [{ type: 'residentId', value: `h${key}`, isChecked: true }] : [],
  address: null,
  birthDate,
  sameAs: [],
});

const PERSONS = Array.from({ length: 40 }, (_, i) => [
  person(
    2 * i,
    `王小${'明红军华'.charAt(i % 4)}${i % 7}`,
    `1391234${String(5000 + i)}`,
    `1980-01-${String(1 + (i % 28)).padStart(2, '0')}`,
  ),
  person(2 * i + 1, `王小${'明红军华'.charAt(i % 4)}${i % 7}`, `1391234${String(5000 + i)}`),
]).flat();
const WORLD: readonly Party[] = [...companySet(7, 70).parties, ...PERSONS];

const lists = (parties: readonly Party[], size: number): readonly (readonly Party[])[] =>
  [...rangesOf(parties.length, size)].map(({ from, to }) => parties.slice(from, to));

interface Outcome {
  readonly model: string;
  readonly pairs: readonly string[];
  readonly clusters: readonly string[];
  readonly evidence: readonly (readonly MatchEvidence[])[];
}

async function outcomeOf(
  crew: Crew,
  parties = lists(WORLD, 50),
  rules = RULES,
  decisions?: Parameters<MatchIndex['decide']>[0],
): Promise<Outcome> {
  try {
    const whole = await matchWhole(parties, { rules, crew, ...(decisions && { decisions }) });
    const evidence: (readonly MatchEvidence[])[] = [];
    for await (const some of explainWhole(whole, { crew })) evidence.push(...some);
    return { model: whole.model, evidence, ...named(whole) };
  } finally {
    await crew.end();
  }
}

function named({ ids, pairs, clusters }: WholeMatch): Pick<Outcome, 'pairs' | 'clusters'> {
  const all = { from: 0, to: clusters.ends.length };
  return {
    pairs: [...pairsIn(pairs)].map(({ a, b, score, conflict }) => [ids[a], ids[b], score, conflict].join(' | ')).sort(),
    clusters: [...clustersIn(clusters, all)].map((cluster) => [...cluster].map((position) => ids[position]).join(' | ')),
  };
}

/** The same by the records one after the other, as they are followed when they change. */
function oneByOne(parties: readonly NormalParty[], rules = RULES, decisions?: Parameters<MatchIndex['decide']>[0]): Outcome {
  const model = writeModel(calibrate(parties, rules.weights, rules.blocking));
  const read = readModel(model, rules.weights, rules.blocking);
  const index = new MatchIndex(read);
  if (decisions) index.decide(decisions);
  index.change({ put: parties, remove: [] });
  const clusters = index.clusters();
  return {
    model,
    pairs: [...index.pairs()].map(({ a, b, score, conflict }) => [a.id, b.id, score, conflict].join(' | ')).sort(),
    clusters: clusters.map((cluster) => cluster.map(({ id }) => id).join(' | ')),
    evidence: clusters.map((cluster) => evidenceOf(cluster, (id) => index.pairsOf(id), read)),
  };
}

const normal = WORLD.map((party) => normaliseParty(party, (value) => value));

describe('matching all records at once', () => {
  it('gives, without threads and with one or two, what following them one by one gives, to the last bit', async () => {
    const expected = oneByOne(normal);
    expect(expected.clusters.length).toBeLessThan(WORLD.length * 0.8);
    expect(expected.pairs.some((pair) => CONFLICTS.some((conflict) => pair.endsWith(conflict)))).toBe(true);
    for (const crew of [new CrewOfNone(), new ThreadCrew(1), new ThreadCrew(2)]) expect(await outcomeOf(crew)).toEqual(expected);
  });

  it('splits and skips the same blocks where many records share one', async () => {
    const expected = oneByOne(normal, TIGHT);
    expect(JSON.parse(expected.model).common.length).toBeGreaterThan(10);
    expect(await outcomeOf(new CrewOfNone(), lists(WORLD, 50), TIGHT)).toEqual(expected);
  });

  it('does not depend on the order of the records, nor on the lists they come in', async () => {
    const whole = await outcomeOf(new CrewOfNone());
    expect(await outcomeOf(new CrewOfNone(), lists(WORLD.toReversed(), 7))).toEqual(whole);
  });

  it('follows the decisions of persons', async () => {
    const free = oneByOne(normal);
    const joined = free.clusters.slice(0, 2).map((cluster) => cluster.split(' | '));
    const [first, ...rest] = free.clusters.find((cluster) => cluster.split(' | ').length > 2)?.split(' | ') ?? [];
    const apart = new Map<string, Set<string>>();
    keepApart(apart, [first ?? ''], rest);
    const decisions = { together: [{ left: joined[0] ?? [], right: joined[1] ?? [] }], apart };
    const expected = oneByOne(normal, RULES, decisions);
    expect(expected.clusters).not.toEqual(free.clusters);
    expect((await outcomeOf(new CrewOfNone(), lists(WORLD, 50), RULES, decisions)).clusters).toEqual(expected.clusters);
  });

  it('matches nothing where there is nothing', async () => {
    const nothing = await outcomeOf(new CrewOfNone(), []);
    expect([nothing.pairs, nothing.clusters]).toEqual([[], []]);
  });

  it('tells how far each step is, to its end', async () => {
    const told: MatchProgress[] = [];
    const crew = new CrewOfNone();
    await matchWhole(lists(WORLD, 50), { rules: RULES, crew, onProgress: (progress) => told.push(progress) });
    const last = new Map(told.map(({ step, done, of }) => [step, done === of]));
    expect([...last]).toEqual(['NORMALISE', 'BLOCK', 'FIT', 'SCORE', 'CLUSTER'].map((step) => [step, true]));
  });
});

describe('a thread of the matching', () => {
  it('that fails makes the matching fail, with its reason', async () => {
    const crew = new ThreadCrew(2);
    const broken = { ...person(1, '王五', '13912345678'), names: null } as unknown as Party;
    await expect(matchWhole([[broken]], { rules: RULES, crew })).rejects.toThrow(MatchingThreadError);
    await expect(crew.one('wholeKeys', { from: 0, to: 1 })).rejects.toThrow('A thread of the matching failed');
    await crew.end();
  });

  it('that dies makes the matching fail', async () => {
    const thread = startThread();
    const crew = new ThreadCrew(1, () => thread);
    const matching = matchWhole(lists(WORLD, 50), { rules: RULES, crew, onProgress: () => void thread.terminate() });
    await expect(matching).rejects.toThrow('A thread of the matching failed: it ended with code');
    await crew.end();
  });

  it('stops at once when the matching is ended', async () => {
    const crew = new ThreadCrew(2);
    const matching = matchWhole(lists(WORLD, 50), { rules: RULES, crew });
    const failed = expect(matching).rejects.toThrow(MatchingEndedError);
    await crew.end();
    await failed;
  });
});
