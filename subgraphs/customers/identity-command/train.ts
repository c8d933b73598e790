import { join, resolve } from 'node:path';
import { writeFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { stringify } from 'yaml';
import { normaliseParty } from '../identity/normalise/normalise-party';
import { PARTY_KINDS, type PartyKind } from '../identity/party';
import type { KindWeights, WeightsFile } from '../identity/score/weights-file';
import { chooseThreshold } from './choose-threshold';
import { companySet } from './companies/company-set';
import { readDemoParties } from './demo-parties';
import { evaluateSet, truthOf } from './evaluate-set';
import { readBlocking, readWeights } from './identity-files';
import type { LabelledSet } from './labelled-set';
import { learnWeights, ofKind } from './learn-weights';
import { readLabelledCsv } from './read-labelled-csv';
import { hashForReports } from './report-hash';

const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8, 9];
const DEMO_PARTIES = 1500;
const COMPANY_GROUPS = 600;
const SETS = resolve(__dirname, 'sets');
/** Below the merge threshold down to here a person decides. */
const REVIEW_BITS = 5;

export interface TrainOptions {
  readonly dataDir: string;
  readonly out: string;
  readonly say: (line: string) => void;
}

async function trainingSets({ dataDir, say }: TrainOptions): Promise<readonly LabelledSet[]> {
  const sets: LabelledSet[] = [];
  for (const number of [1, 2]) {
    for (const schema of ['febrl', 'febrl-without-number', 'febrl-thin']) {
      const set = readLabelledCsv([join(dataDir, 'febrl', `dataset${number}.csv`)], join(SETS, `${schema}.yaml`));
      sets.push({ ...set, name: `${set.name} (${schema})` });
    }
  }
  for (const seed of SEEDS) {
    say(`generating seed ${seed}`);
    sets.push(companySet(seed, COMPANY_GROUPS));
    sets.push(await readDemoParties(seed, DEMO_PARTIES));
  }
  return sets;
}

function partOf(set: LabelledSet, kind: PartyKind): LabelledSet {
  const kept = set.parties.map((party) => party.kind === kind);
  return { ...set, parties: set.parties.filter((_, i) => kept[i]), labels: set.labels.filter((_, i) => kept[i]) };
}

function trainKind(kind: PartyKind, sets: readonly LabelledSet[], weights: WeightsFile): KindWeights {
  const parts = sets.map((set) => partOf(set, kind)).filter(({ parties }) => parties.length > 1);
  const training = parts.map((set) => {
    const parties = set.parties.map((party) => normaliseParty(party, hashForReports));
    return ofKind(kind, { parties, truth: truthOf(set, parties) });
  });
  const learned = learnWeights(training, weights[kind]);
  const blocking = readBlocking();
  const evaluated = parts.map((set) => evaluateSet(set, { ...weights, [kind]: learned }, blocking, () => 0));
  const merge = chooseThreshold(evaluated, kind);
  return { ...learned, merge, review: merge - REVIEW_BITS };
}

const HEADER = '# m and u of every level of every comparison, caps and thresholds. Written by `npm run identity -- train`.\n';

/** Learns weights and thresholds from FEBRL 1 and 2 and from generator seeds 1 to 9, and writes them to `out`. */
export async function train(options: TrainOptions): Promise<void> {
  const before = readWeights();
  const sets = await trainingSets(options);
  const trained = PARTY_KINDS.map((kind): readonly [PartyKind, KindWeights] => {
    options.say(`learning ${kind}`);
    const weights = trainKind(kind, sets, before);
    options.say(`${kind}: merge from ${weights.merge} bits, review from ${weights.review}`);
    return [kind, weights];
  });
  const learned = { ...before, trainedOn: [...new Set(sets.map(({ name }) => name))], ...Object.fromEntries(trained) };
  // The shipped file trained again is the shipped file.
  const file = isDeepStrictEqual(learned, before) ? before : { ...learned, version: before.version + 1 };
  writeFileSync(options.out, HEADER + stringify(file, { lineWidth: 140, flowCollectionPadding: true, singleQuote: true }));
}
