import { parseArgs } from 'node:util';
import type { Config } from '../../config';
import { changeCallers } from '../caller-list/caller-list.store';
import type { Revocation, RevokedKind } from '../revocations/revocation';
import { RevocationStore } from '../revocations/revocation.store';
import { CommandError, withGatewayStore } from '../../store/command-store';
import { textTable } from './text-table';

const USAGE = `npm run revoke -- subject SUB [--reason TEXT]                        all tokens and API keys, also those issued later
npm run revoke -- subject SUB --issued-until now|2026-06-30T12:00:00Z   those issued until then
npm run revoke -- token JTI [--reason TEXT]                          one token, by its jti
npm run revoke -- list
npm run revoke -- lift subject SUB | lift token JTI`;
const KINDS: Readonly<Record<string, RevokedKind>> = { subject: 'SUBJECT', token: 'TOKEN' };
const MAX_VALUE = 255;
const MAX_REASON = 200;

/** Runs `revoke` with these arguments. @returns what was done @throws CommandError */
export async function revokeCommand(
  args: readonly string[],
  { storeUrl }: Pick<Config, 'storeUrl'>,
  now: number,
): Promise<string> {
  const { positionals, values } = readArguments(args);
  const url = storeUrl('gateway');
  const [verb = '', ...rest] = positionals;
  if (verb === 'list' && rest.length === 0)
    return listOf(await withGatewayStore(url, ({ knex }) => new RevocationStore(knex).all()));
  const [kindName = '', value = '', ...more] = verb === 'lift' ? rest : positionals;
  const kind = KINDS[kindName];
  if (!kind || value === '' || more.length > 0) throw new CommandError(USAGE);
  if (value.length > MAX_VALUE)
    throw new CommandError(`A ${kindName} has ${MAX_VALUE} characters at most; this one has ${value.length}.`);
  const change = <T>(work: (store: RevocationStore) => Promise<T>): Promise<T> =>
    withGatewayStore(url, (store) => changeCallers(store, (own) => work(new RevocationStore(own))));
  if (verb === 'lift') {
    if (!(await change((store) => store.lift(kind, value))))
      throw new CommandError(`There is no revocation of the ${kindName} ${value}.`);
    return `The ${kindName} ${value} is let in again within a second, as far as what it shows has not expired.\n`;
  }
  const issuedUntil = issuedUntilOf(kind, values['issued-until'], now);
  const reason = values.reason?.slice(0, MAX_REASON) ?? null;
  const revokedAt = new Date(now).toISOString();
  return told(await change((store) => store.put({ kind, value, issuedUntil, reason, revokedAt })));
}

function readArguments(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { 'issued-until': { type: 'string' }, reason: { type: 'string' } },
    });
  } catch (error) {
    throw new CommandError(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
  }
}

function issuedUntilOf(kind: RevokedKind, text: string | undefined, now: number): string | null {
  if (text === undefined) return null;
  if (kind === 'TOKEN') throw new CommandError('--issued-until belongs to a subject: a token is revoked as a whole.');
  const ms = text === 'now' ? now : Date.parse(text);
  if (Number.isNaN(ms)) throw new CommandError(`--issued-until: ${text} is no time. Write now, or 2026-06-30T12:00:00Z.`);
  if (ms > now)
    throw new CommandError(`--issued-until: ${text} is still to come. Without it whatever is issued later is refused, too.`);
  return new Date(ms).toISOString();
}

function told({ kind, value, issuedUntil }: Revocation): string {
  const what = kind === 'TOKEN' ? `The token ${value}` : `Whatever was issued to ${value}`;
  const when = issuedUntil === null ? '' : ` until ${issuedUntil}`;
  return `${what}${when} is refused by every gateway within a second.\n`;
}

function listOf(revocations: readonly Revocation[]): string {
  if (revocations.length === 0) return 'Nothing is revoked.\n';
  const rows = revocations.map(({ kind, value, issuedUntil, revokedAt, reason }) => [
    kind.toLowerCase(),
    value,
    issuedUntil ?? (kind === 'TOKEN' ? '-' : 'all'),
    revokedAt,
    reason ?? '-',
  ]);
  return textTable([['KIND', 'VALUE', 'ISSUED UNTIL', 'REVOKED', 'REASON'], ...rows]);
}
