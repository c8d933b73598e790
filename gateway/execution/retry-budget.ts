/** Retries that are allowed at once when all went well for a while. */
const MOST = 10;
/** What a fetch earns: one in ten may be sent twice. */
const SHARE = 0.1;

/** How many fetches may be sent twice: few, so that a subgraph in trouble does not get twice the load of a good day. */
export class RetryBudget {
  private saved = MOST;

  /** A fetch is sent for the first time. */
  earn(): void {
    this.saved = Math.min(MOST, this.saved + SHARE);
  }

  /** @returns whether one may be sent again */
  spend(): boolean {
    if (this.saved < 1) return false;
    this.saved -= 1;
    return true;
  }
}
