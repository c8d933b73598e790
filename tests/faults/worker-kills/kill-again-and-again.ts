import { WorkerUnderFire, type Projected } from './worker-under-fire';

export interface KillReport {
  /** Kills that left work undone. */
  readonly cutOff: number;
  readonly killed: Projected;
  /** What a worker makes of the same sources that nobody ever killed. */
  readonly undisturbed: Projected;
  readonly sources: { readonly orders: number; readonly tickets: number };
}

/** Changes the sources and kills the worker, so many times, and lets it come to an end then. */
export async function killAgainAndAgain(kills: number, seed: number, onKill?: (kill: number) => void): Promise<KillReport> {
  const worker = new WorkerUnderFire(numbersOf(seed));
  try {
    let cutOff = 0;
    for (let kill = 1; kill <= kills; kill += 1) {
      if (await worker.killAtAnyMoment()) cutOff += 1;
      worker.changeSources();
      onKill?.(kill);
    }
    const killed = await worker.settle();
    return { cutOff, killed, undisturbed: await worker.settleAnew(), sources: worker.countSources() };
  } finally {
    worker.remove();
  }
}

/** What was lost or doubled, in words; empty when nothing was. */
export function losses({ cutOff, killed, undisturbed, sources }: KillReport): readonly string[] {
  const found: string[] = [];
  const claim = (isTrue: boolean, otherwise: string): void => void (isTrue || found.push(otherwise));
  const shown = (kind: string): number => killed.timeline.filter((entry) => entry.kind === kind).length;
  const same = (part: keyof Projected): boolean => JSON.stringify(killed[part]) === JSON.stringify(undisturbed[part]);
  claim(cutOff > 0, 'no kill left work undone: nothing was tried');
  claim(killed.timeline.length > 0 && killed.profiles.length > 0, 'the worker made nothing');
  claim(shown('ORDER') === sources.orders, `${shown('ORDER')} orders are shown, there are ${sources.orders}`);
  claim(shown('TICKET') === sources.tickets, `${shown('TICKET')} tickets are shown, there are ${sources.tickets}`);
  for (const part of ['timeline', 'rows', 'profiles'] as const)
    claim(same(part), `${part}: not what a worker makes of it that nobody killed`);
  claim(
    killed.profiles.every((profile) => profile.shown === profile.counted),
    'a profile shows another number of activities than its customer has',
  );
  claim(killed.pending.length === 0, `${killed.pending.length} changes are left undone`);
  return found;
}

function numbersOf(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}
