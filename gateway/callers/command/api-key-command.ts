import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readRoles } from '#policy/roles';
import { placeOf } from '#runtime/store/place-of';
import type { Config } from '../../config';
import { stateOf, type ApiKey } from '../api-keys/api-key';
import { ApiKeyStore } from '../api-keys/api-key.store';
import { issueKey, revokeKey, rotateKey } from '../api-keys/issue-keys';
import { changeCallers } from '../caller-list/caller-list.store';
import { CommandError, withGatewayStore } from '../../store/command-store';
import { textTable } from './text-table';

const USAGE = `npm run api-key -- create --role BI --subject powerbi --days 90
npm run api-key -- create --role PARTNER --subject acme-portal --partner acme --days 180
npm run api-key -- list
npm run api-key -- rotate ID [--overlap-hours 24] [--days 90]
npm run api-key -- revoke ID`;
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
  const change = <T>(work: (store: ApiKeyStore) => Promise<T>): Promise<T> =>
    withGatewayStore(url, (store) => changeCallers(store, (own) => work(new ApiKeyStore(own))));
  if (more.length > 0 || (id !== '') !== ['rotate', 'revoke'].includes(verb)) throw new CommandError(USAGE);
  switch (verb) {
    case 'create': {
      const { role = '', subject = '', partner = null } = values;
      const request = { role, subject, partner, days: numberOf(values.days) ?? NaN };
      const { key, text } = await change((store) => issueKey(store, request, roles, now));
      say(`Key ${key.id} of ${subject} (${role}) in ${placeOf(url)}, until ${key.expiresAt}. It is shown this once:`);
      return `${text}\n`;
    }
    case 'list':
      return listOf(await withGatewayStore(url, ({ knex }) => new ApiKeyStore(knex).all()), now);
    case 'rotate': {
      const asked = { overlapHours: numberOf(values['overlap-hours']) ?? OVERLAP_HOURS, days: numberOf(values.days) };
      const { key, text, oldUntil } = await change((store) => rotateKey(store, id, asked, roles, now));
      say(
        `Key ${key.id} takes the place of ${id} until ${key.expiresAt}; ${id} goes on until ${oldUntil}. It is shown this once:`,
      );
      return `${text}\n`;
    }
    case 'revoke': {
      const { subject, revokedAt } = await change((store) => revokeKey(store, id, now));
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
    stateOf(key, now) === 'REPLACED' ? `REPLACED by ${key.replacedBy}` : stateOf(key, now),
  ]);
  if (rows.length === 0) return 'There are no API keys.\n';
  return textTable([['ID', 'SUBJECT', 'ROLE', 'PARTNER', 'CREATED', 'EXPIRES (UTC)', 'LAST USED', 'STATE'], ...rows]);
}
