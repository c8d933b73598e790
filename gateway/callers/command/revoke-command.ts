import { parseArgs } from 'node:util';
import type { Config } from '../../config';
import type { CallerAction } from '../events/caller-event';
import { CallerEventStore } from '../events/caller-event.store';
import { changeCallers } from '../caller-list/caller-list.store';
import type { Revocation, RevokedKind } from '../revocations/revocation';
import { RevocationStore } from '../revocations/revocation.store';
import { CommandError, withGatewayStore } from '../../store/command-store';
import { textTable } from './text-table';
import { DEED_OPTIONS, deedOf, historyOf } from './who-did-it';

const USAGE = `npm run revoke -- subject SUB [--reason TEXT]                        all tokens and API keys, also those issued later
npm run revoke -- subject SUB --issued-until now|2026-06-30T12:00:00Z   those issued until then
npm run revoke -- token JTI [--reason TEXT]                          one token, by its jti
npm run revoke -- list | history
npm run revoke -- lift subject SUB | lift token JTI [--reason TEXT]
--until 2026-07-31T00:00:00Z   it ends by itself then
--by NAME                      who does it (the user of this machine)`;
const KINDS: Readonly<Record<string, RevokedKind>> = { subject: 'SUBJECT', token: 'TOKEN' };
const MAX_VALUE = 255;

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
  if (verb === 'history' && rest.length === 0) return withGatewayStore(url, historyOf);
  const [kindName = '', value = '', ...more] = verb === 'lift' ? rest : positionals;
  const kind = KINDS[kindName];
  if (!kind || value === '' || more.length > 0) throw new CommandError(USAGE);
  if (value.length > MAX_VALUE)
    throw new CommandError(`A ${kindName} has ${MAX_VALUE} characters at most; this one has ${value.length}.`);
  const deed = deedOf(values);
  const at = new Date(now).toISOString();
  const change = (action: CallerAction, said: string, work: (store: RevocationStore) => Promise<Revocation | boolean>) =>
    withGatewayStore(url, (store) =>
      changeCallers(store, async (own) => {
        const done = await work(new RevocationStore(own));
        await new CallerEventStore(own).add({ ...deed, at, action, target: `${kindName} ${value}${said}` });
        return done;
      }),
    );
  if (verb === 'lift') {
    await change('LIFTED', '', async (store) => {
      if (!(await store.lift(kind, value))) throw new CommandError(`There is no revocation of the ${kindName} ${value}.`);
      return true;
    });
    return `The ${kindName} ${value} is let in again within a second, as far as what it shows has not expired.\n`;
  }
  const issuedUntil = issuedUntilOf(kind, values['issued-until'], now);
  const endsAt = endsAtOf(values.until, now);
  const asked = { kind, value, issuedUntil, endsAt, reason: deed.reason, revokedAt: at, revokedBy: deed.actor };
  let held: Revocation = asked;
  await change(
    'REVOKED',
    `${issuedUntil === null ? '' : `, issued until ${issuedUntil}`}${endsAt === null ? '' : `, until ${endsAt}`}`,
    async (store) => {
      const put = await store.put(asked);
      if (!put)
        throw new CommandError(
          `The ${kindName} ${value} is revoked in another way, and neither refuses all that the other does. See npm run revoke -- list, and lift it first.`,
        );
      return (held = put);
    },
  );
  return told(held);
}

function readArguments(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { 'issued-until': { type: 'string' }, until: { type: 'string' }, ...DEED_OPTIONS },
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

function endsAtOf(text: string | undefined, now: number): string | null {
  if (text === undefined) return null;
  const ms = Date.parse(text);
  if (Number.isNaN(ms)) throw new CommandError(`--until: ${text} is no time. Write 2026-07-31T00:00:00Z.`);
  if (ms <= now) throw new CommandError(`--until: ${text} is over: nothing would be refused.`);
  return new Date(ms).toISOString();
}

function told({ kind, value, issuedUntil, endsAt }: Revocation): string {
  const what = kind === 'TOKEN' ? `The token ${value}` : `Whatever was issued to ${value}`;
  const when = issuedUntil === null ? '' : ` until ${issuedUntil}`;
  return `${what}${when} is refused by every gateway within a second${endsAt === null ? '' : `, until ${endsAt}`}.\n`;
}

function listOf(revocations: readonly Revocation[]): string {
  if (revocations.length === 0) return 'Nothing is revoked.\n';
  const rows = revocations.map(({ kind, value, issuedUntil, revokedAt, endsAt, revokedBy, reason }) => [
    kind.toLowerCase(),
    value,
    issuedUntil ?? (kind === 'TOKEN' ? '-' : 'all'),
    revokedAt,
    endsAt ?? 'lifted',
    revokedBy ?? '-',
    reason ?? '-',
  ]);
  return textTable([['KIND', 'VALUE', 'ISSUED UNTIL', 'REVOKED', 'ENDS', 'BY', 'REASON'], ...rows]);
}
