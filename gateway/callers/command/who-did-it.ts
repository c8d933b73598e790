import { userInfo } from 'node:os';
import type { Store } from '#runtime/store/open-store';
import type { Deed } from '../events/caller-event';
import { CallerEventStore } from '../events/caller-event.store';
import { CommandError } from '../../store/command-store';
import { textTable } from './text-table';

const MAX_REASON = 200;
const MOST_EVENTS = 1000;
const NAME = /^[\w.:@|/-]{1,100}$/;

/** Options of every command that changes callers. */
export const DEED_OPTIONS = { by: { type: 'string' }, reason: { type: 'string' } } as const;

/** Who runs a command, and why. Without `--by` it is the user of the machine. @throws CommandError */
export function deedOf({ by, reason }: { readonly by?: string | undefined; readonly reason?: string | undefined }): Deed {
  const actor = by ?? userInfo().username;
  if (!NAME.test(actor)) throw new CommandError('--by: name who does this: 1 to 100 letters, digits and . : @ | / _ -');
  return { actor, reason: reason?.slice(0, MAX_REASON) ?? null };
}

/** What was done to keys and revocations, the latest last. */
export async function historyOf({ knex }: Pick<Store, 'knex'>): Promise<string> {
  const events = await new CallerEventStore(knex).latest(MOST_EVENTS);
  if (events.length === 0) return 'Nothing was done yet.\n';
  const rows = events.map(({ at, actor, action, target, reason }) => [at, actor, action, target, reason ?? '-']);
  return textTable([['AT (UTC)', 'BY', 'ACTION', 'WHAT', 'REASON'], ...rows]);
}
