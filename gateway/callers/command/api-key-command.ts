import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readRoles } from '#policy/roles';
import { placeOf } from '#runtime/store/place-of';
import type { Config } from '../../config';
import { stateOf, type ApiKey } from '../api-keys/api-key';
import { ApiKeyStore } from '../api-keys/api-key.store';
import { issueKey, revokeKey, rotateKey } from '../api-keys/issue-keys';
import type { CallerEvent } from '../events/caller-event';
import { CallerEventStore } from '../events/caller-event.store';
import { changeCallers } from '../caller-list/caller-list.store';
import { CommandError, withGatewayStore } from '../../store/command-store';
import { textTable } from './text-table';
import { DEED_OPTIONS, deedOf, historyOf } from './who-did-it';

const USAGE = `npm run api-key -- create --role BI --subject powerbi --days 90
npm run api-key -- create --role PARTNER --subject acme-portal --partner acme --days 180
npm run api-key -- list
npm run api-key -- rotate ID [--overlap-hours 24] [--days 90]
npm run api-key -- revoke ID [--reason TEXT]
npm run api-key -- history
--by NAME   who does it (the user of this machine)`;
const OVERLAP_HOURS = 24;

/**
 * Runs `api-key` with these arguments.
 * @param say hears what is told beside the result
 * @returns the result: a new key alone, or what was done
 * @throws CommandError, KeyRefusedError
 */
export async function apiKeyCommand(
  args: readonly string[],
  { policyDir, storeUrl }: Pick<Config, 'policyDir' | 'storeUrl'>,
  now: number,
  say: (text: string) => void,
): Promise<string> {
  const { positionals, values } = readArguments(args);
  const [verb = '', id = '', ...more] = positionals;
  const url = storeUrl('gateway');
  const roles = readRoles(join(policyDir, 'roles.yaml'));
  const deed = deedOf(values);
  const change = <T>(
    work: (store: ApiKeyStore) => Promise<Pick<CallerEvent, 'action' | 'target'> & { readonly done: T }>,
  ): Promise<T> =>
    withGatewayStore(url, (store) =>
      changeCallers(store, async (own) => {
        const { done, ...event } = await work(new ApiKeyStore(own));
        await new CallerEventStore(own).add({ ...event, ...deed, at: new Date(now).toISOString() });
        return done;
      }),
    );
  if (more.length > 0 || (id !== '') !== ['rotate', 'revoke'].includes(verb)) throw new CommandError(USAGE);
  switch (verb) {
    case 'create': {
      const { role = '', subject = '', partner = null } = values;
      const request = { role, subject, partner, days: numberOf(values.days) ?? NaN, by: deed.actor };
      const { key, text } = await change(async (store) => {
        const done = await issueKey(store, request, roles, now);
        return { done, action: 'KEY_CREATED', target: `${done.key.id} of ${subject} (${role})` };
      });
      say(`Key ${key.id} of ${subject} (${role}) in ${placeOf(url)}, until ${key.expiresAt}. It is shown this once:`);
      return `${text}\n`;
    }
    case 'list':
      return listOf(await withGatewayStore(url, ({ knex }) => new ApiKeyStore(knex).all()), now);
    case 'history':
      return withGatewayStore(url, historyOf);
    case 'rotate': {
      const asked = {
        overlapHours: numberOf(values['overlap-hours']) ?? OVERLAP_HOURS,
        days: numberOf(values.days),
        by: deed.actor,
      };
      const { key, text, oldUntil } = await change(async (store) => {
        const done = await rotateKey(store, id, asked, roles, now);
        return { done, action: 'KEY_ROTATED', target: `${id} by ${done.key.id}` };
      });
      say(
        `Key ${key.id} takes the place of ${id} until ${key.expiresAt}; ${id} goes on until ${oldUntil}. It is shown this once:`,
      );
      return `${text}\n`;
    }
    case 'revoke': {
      const { subject, revokedAt } = await change(async (store) => {
        const done = await revokeKey(store, id, deed, now);
        return { done, action: 'KEY_REVOKED', target: `${id} of ${done.subject}` };
      });
      return `Key ${id} of ${subject} is revoked since ${revokedAt}: every gateway refuses it within a second.\n`;
    }
    default:
      throw new CommandError(USAGE);
  }
}

function readArguments(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        role: { type: 'string' },
        subject: { type: 'string' },
        partner: { type: 'string' },
        days: { type: 'string' },
        'overlap-hours': { type: 'string' },
        ...DEED_OPTIONS,
      },
    });
  } catch (error) {
    throw new CommandError(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
  }
}

const numberOf = (text: string | undefined): number | null => (text === undefined ? null : Number(text));

function listOf(keys: readonly ApiKey[], now: number): string {
  const rows = keys.map((key) => [
    key.id,
    key.subject,
    key.role,
    key.partner ?? '-',
    key.createdAt.slice(0, 10),
    key.expiresAt.slice(0, 16).replace('T', ' '),
    key.lastUsedOn ?? 'never',
    key.createdBy ?? '-',
    stateOf(key, now) === 'REPLACED' ? `REPLACED by ${key.replacedBy}` : stateOf(key, now),
    key.revokedAt === null ? '' : `${key.revokedAt} by ${key.revokedBy ?? '-'}: ${key.revokedReason ?? '-'}`,
  ]);
  if (rows.length === 0) return 'There are no API keys.\n';
  return textTable([
    ['ID', 'SUBJECT', 'ROLE', 'PARTNER', 'CREATED', 'EXPIRES (UTC)', 'LAST USED', 'BY', 'STATE', 'REVOKED'],
    ...rows,
  ]);
}
