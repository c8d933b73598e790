import { randomUUID } from 'node:crypto';
import type { Knex } from '@mikro-orm/mysql';
import type { CallerEvent } from './caller-event';

/** What was done to keys and revocations, in the owned store of the gateway; added to and never changed. */
export class CallerEventStore {
  constructor(private readonly knex: Knex) {}

  async add({ at, actor, action, target, reason }: CallerEvent): Promise<void> {
    await this.knex('caller_event').insert({ id: randomUUID(), at, actor, action, target, reason });
  }

  /** The latest, the oldest of them first. */
  async latest(most: number): Promise<readonly CallerEvent[]> {
    const rows: readonly CallerEvent[] = await this.knex('caller_event')
      .orderBy([
        { column: 'at', order: 'desc' },
        { column: 'id', order: 'desc' },
      ])
      .limit(most)
      .select('at', 'actor', 'action', 'target', 'reason');
    return rows.toReversed();
  }
}
