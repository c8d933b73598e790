import type { FeedSupport } from '#core/feed';
import type { FollowedFeed } from './feed-progress';

/** Asking costs a read of the whole table where the mark of its rows has no index. */
const REMEMBERED_MS = 60_000;

interface Remembered {
  readonly support: FeedSupport;
  readonly until: number;
}

/** How the changes of feeds can be found, as they said within the last minute. */
export class FeedSupports {
  private readonly known = new Map<string, Remembered>();

  constructor(private readonly now: () => number) {}

  async of({ id, name, source }: FollowedFeed): Promise<FeedSupport> {
    const known = this.known.get(id);
    if (known && this.now() < known.until) return known.support;
    const support = await source.support(name);
    this.known.set(id, { support, until: this.now() + REMEMBERED_MS });
    return support;
  }

  /** A feed that failed may come back as another one. */
  forget({ id }: FollowedFeed): void {
    this.known.delete(id);
  }
}
