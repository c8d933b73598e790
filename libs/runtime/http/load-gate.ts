import { RecentCalls } from '#core/breaker/recent-calls';

/**
 * Requests under way that are let in however long they take: a process that has just started answers so many in time, and of so many that came
 * together the first ends late and tells a pace too low.
 */
const LEAST = 32;
/** Requests under way; what waits behind so many is answered to nobody who still waits. */
const MOST = 200;
/** Part of the time that the process works when it is what requests wait for, and not a source. */
const BUSY = 0.9;
const SPAN_MS = 2000;
/** Longer than this nobody should wait: what took longer is no sign that as much can be let in again. */
const IN_TIME_MS = 1500;
/** After so many seconds it is worth asking again. */
export const RETRY_AFTER_S = 1;

/** How the process is told its own load. */
export interface OwnLoad {
  readonly now: () => number;
  /** Part of the last moments that the process worked, 0 to 1. */
  readonly busy: () => number;
}

/**
 * Lets in what can still be answered in time, so that a storm costs those it is too much for, at once, and nobody else. How much that is it
 * learns from what was answered in time in the last seconds.
 */
export class LoadGate {
  private underWay = 0;
  private readonly answered: RecentCalls;

  constructor(private readonly load: OwnLoad = processLoad()) {
    this.answered = new RecentCalls(load.now, SPAN_MS);
  }

  /** Whether a request would be answered within so many seconds, as it went lately; one that is under way does not wait for itself. */
  admits(withinS: number, isUnderWay = false): boolean {
    const others = isUnderWay ? this.underWay - 1 : this.underWay;
    if (others >= MOST) return false;
    if (others < LEAST || this.load.busy() < BUSY) return true;
    return others < this.answered.count().calls * (1000 / SPAN_MS) * withinS;
  }

  /** Whether somebody waits for an answer. */
  isAsked(): boolean {
    return this.underWay > 0;
  }

  /** One more is under way; what it gives ends it, and says whether it was answered. */
  begin(): (answered: boolean) => void {
    this.underWay += 1;
    const begun = this.load.now();
    return (answered) => {
      this.underWay -= 1;
      if (answered && this.load.now() - begun <= IN_TIME_MS) this.answered.add(false);
    };
  }
}

const SAMPLE_MS = 200;

/** The event loop of this process. */
function processLoad(): OwnLoad {
  let since = performance.eventLoopUtilization();
  let at = performance.now();
  let busy = 0;
  return {
    now: () => performance.now(),
    busy() {
      const now = performance.now();
      if (now - at < SAMPLE_MS) return busy;
      const use = performance.eventLoopUtilization();
      busy = performance.eventLoopUtilization(use, since).utilization;
      [since, at] = [use, now];
      return busy;
    },
  };
}
