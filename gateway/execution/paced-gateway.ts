import { giveWay } from '#core/give-way';
import { aroundExecutor, type Gateway } from './around-executor';

/** Operations whose plans are likely to be kept. */
const MOST_KNOWN = 1000;

/**
 * A gateway that plans one operation at a time, and between two of them lets everything else have its turn: a plan is made in one go, so that many
 * new operations at once would hold up all others for as long as all their plans take.
 */
export function pacedGateway(gateway: Gateway): Gateway {
  const turns = new Turns();
  return aroundExecutor(gateway, async (call, executor) => {
    await turns.of(`${call.queryHash} ${call.operationName ?? ''}`);
    return executor(call);
  });
}

class Turns {
  private readonly known = new Set<string>();
  private last: Promise<void> = Promise.resolve();

  async of(operation: string): Promise<void> {
    if (this.known.has(operation)) return;
    this.last = this.last.then(giveWay);
    await this.last;
    if (this.known.size >= MOST_KNOWN) this.known.clear();
    this.known.add(operation);
  }
}
