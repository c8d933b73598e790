import type { ReviewPair } from '../identity/cluster/cluster-links';
import { findMixedFiles, type MixedFile } from '../identity/mixed/mixed-file';
import { reviewPage, type MatchReviews } from './match-review';
import { mixedPage, type MixedCustomers } from './mixed-customer';
import type { Matched, PartyMatching } from './party-matching';

/** What is found in the records of one revision of the registry; found anew when it has changed. */
class FoundOnce<T> {
  private found: { readonly revision: string; readonly value: T } | null = null;

  constructor(private readonly find: (matched: Matched) => T) {}

  in(matched: Matched): T {
    if (this.found?.revision !== matched.revision) this.found = { revision: matched.revision, value: this.find(matched) };
    return this.found.value;
  }
}

/** What waits for a steward: records that may be one party, and customers that may be several. */
export class ReviewQueue implements MatchReviews, MixedCustomers {
  private readonly pairs = new FoundOnce<readonly ReviewPair[]>(({ index }) => index.reviews());
  private readonly files = new FoundOnce<readonly MixedFile[]>(({ index }) => findMixedFiles(index));

  constructor(private readonly matching: Pick<PartyMatching, 'look'>) {}

  reviews(asked: Parameters<MatchReviews['reviews']>[0]): ReturnType<MatchReviews['reviews']> {
    return this.matching.look((matched) => reviewPage(this.pairs.in(matched), matched.model, asked));
  }

  mixed(asked: Parameters<MixedCustomers['mixed']>[0]): ReturnType<MixedCustomers['mixed']> {
    return this.matching.look((matched) => mixedPage(this.files.in(matched), asked));
  }
}
