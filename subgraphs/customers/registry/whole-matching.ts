import type { Decisions } from '../identity/cluster/decisions';
import type { Party } from '../identity/party';
import { clustersIn } from '../whole-match/clusters';
import type { Crew } from '../whole-match/crew';
import { pairsIn } from '../whole-match/pair-columns';
import { explainWhole, matchWhole, type MatchProgress, type WholeMatch } from '../whole-match/whole-match';
import { MatchingEndedError } from '../whole-match/crew';
import { gather } from '#core/give-way';
import type { IdentitySettings } from './identity-settings';
import { inBatches } from './in-batches';
import type { MatchEvidence } from './match-evidence';
import { matchedPartyOf } from './normal-party';
import type { PairRow } from './registry-rows';
import type { StoredRecord } from './stored-record';

/** What matching all records anew gives. */
export interface AllMatched {
  /** What they were scored with. */
  readonly model: string;
  /** Records that are one customer, by their ids. */
  readonly clusters: readonly (readonly string[])[];
  /** Why the records of each cluster belong to it. */
  readonly evidence: readonly (readonly MatchEvidence[])[];
  readonly pairs: readonly PairRow[];
}

const RECORDS_OF_LIST = 200;
const PAIRS_AT_ONCE = 5000;

/** Matches all records in threads, so that the process goes on answering. */
export class WholeMatching {
  private crew: Crew | null = null;
  private isEnded = false;

  /** @param openCrew those who do it, for so many records */
  constructor(
    private readonly openCrew: (records: number) => Crew,
    private readonly onProgress?: (progress: MatchProgress) => void,
  ) {}

  /** @param model what the records are scored with; null: it is fitted to them */
  async match(
    records: readonly StoredRecord[],
    { weights, blocking }: IdentitySettings,
    model: string | null,
    decisions: Decisions,
  ): Promise<AllMatched> {
    if (this.isEnded) throw new MatchingEndedError();
    const crew = this.openCrew(records.length);
    this.crew = crew;
    const { onProgress } = this;
    try {
      const whole = await matchWhole(partiesOf(records), { rules: { weights, blocking }, crew, model, decisions, onProgress });
      const evidence: (readonly MatchEvidence[])[] = [];
      for await (const some of explainWhole(whole, { crew, onProgress })) evidence.push(...some);
      return { model: whole.model, evidence, ...(await namedIn(whole)) };
    } finally {
      this.crew = null;
      await crew.end();
    }
  }

  /** Ends what is under way, for good: the process is about to end. */
  async end(): Promise<void> {
    this.isEnded = true;
    await this.crew?.end();
  }
}

function* partiesOf(records: readonly StoredRecord[]): Generator<readonly Party[]> {
  for (const batch of inBatches(records, RECORDS_OF_LIST)) yield batch.map(({ record }) => matchedPartyOf(record));
}

/** Clusters and pairs by the ids of their records. */
async function namedIn({ ids, clusters, pairs }: WholeMatch): Promise<Pick<AllMatched, 'clusters' | 'pairs'>> {
  const id = (position: number): string => ids[position] ?? '';
  const all = { from: 0, to: clusters.ends.length };
  const named = function* (): Generator<readonly string[]> {
    for (const cluster of clustersIn(clusters, all)) yield Array.from(cluster, id);
  };
  const rows = function* (): Generator<PairRow> {
    for (const { a, b, score, conflict } of pairsIn(pairs)) yield [id(a), id(b), score, conflict];
  };
  return { clusters: await gather(named(), PAIRS_AT_ONCE), pairs: await gather(rows(), PAIRS_AT_ONCE) };
}
