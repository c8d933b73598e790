import { appendFileSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { documentedCommands, inShell, type Ended } from './documented-commands';
import { FORMS } from './forms';
import type { Installation } from './installation';

// Starts the product and its commands as processes, a dozen in all: seconds on a quiet machine, minutes on a busy one.
jest.setTimeout(600_000);

const CUSTOMERS = '{ customers(first: 10) { nodes { id version name sourceRecords { key } } } }';
const MERGE = `mutation ($input: MergeCustomersInput!) { mergeCustomers(input: $input) {
  decision { id } userErrors { message } } }`;
const MERGED = `query ($id: ID!, $decision: ID!) {
  customer(id: $id) { id sourceRecords { key } }
  stewardEvents(first: 1, decision: $decision) { nodes { action reason } }
}`;

describe.each(FORMS)('[T30] a restore by docs/OPERATIONS.md, stores on $name', (form) => {
  const test = form.missing.length === 0 ? it : it.skip;
  let installation: Installation;
  let keys: Readonly<Record<'good' | 'revokedBefore' | 'revokedAfter', string>>;
  let merged: { readonly ids: readonly string[]; readonly decision: string };
  let kept: ReadonlyMap<string, number>;
  let written: ReadonlyMap<string, number>;
  let after: readonly Ended[];

  const run = async (heading: string): Promise<void> => {
    const { code, err } = await inShell(documentedCommands(heading), installation.environment);
    if (code !== 0) throw new Error(`${heading} ended with ${code}: ${err}`);
  };
  const keyOf = async (subject: string): Promise<string> =>
    (await installation.apiKey(`create --role BI --subject ${subject} --days 90`)).trim();
  const revoke = (key: string): Promise<string> => installation.apiKey(`revoke ${key.split('_')[1]}`);

  /** What does not hold of what was decided before the backup, in words. */
  async function gaps(): Promise<readonly string[]> {
    const [survivor, absorbed] = [...merged.ids].sort();
    const { customer, stewardEvents } = await installation.ask('DATA_STEWARD', MERGED, {
      id: absorbed,
      decision: merged.decision,
    });
    return [
      ...(customer?.id === survivor ? [] : ['the absorbed id leads nowhere']),
      ...(customer?.sourceRecords.length === 2 ? [] : ['the records of the merged customer are apart']),
      ...(stewardEvents.nodes[0]?.reason === 'one house' ? [] : ['nobody knows who merged them']),
      ...((await installation.statusOf(keys.good, 200)) === 200 ? [] : ['a key that was made is refused']),
      ...((await installation.statusOf(keys.revokedBefore, 401)) === 401 ? [] : ['a key that was revoked is let in']),
    ];
  }

  beforeAll(async () => {
    if (form.missing.length > 0) return;
    installation = await form.create();
    await installation.start();
    keys = { good: await keyOf('good'), revokedBefore: await keyOf('old'), revokedAfter: await keyOf('leaver') };
    await revoke(keys.revokedBefore);
    const { customers } = await installation.ask('DATA_STEWARD', CUSTOMERS);
    const two = customers.nodes.slice(0, 2).map(({ id, version }: { id: string; version: string }) => ({ id, version }));
    const { mergeCustomers } = await installation.ask('DATA_STEWARD', MERGE, { input: { customers: two, reason: 'one house' } });
    merged = { ids: two.map(({ id }: { id: string }) => id), decision: mergeCustomers.decision.id };
    let backedUp = false;
    const asking = (async () => {
      while (!backedUp) await installation.ask('GENERAL_MANAGER', CUSTOMERS);
    })();
    await run(form.backup).finally(() => (backedUp = true));
    await asking;
    await installation.ask('GENERAL_MANAGER', CUSTOMERS);
    await revoke(keys.revokedAfter);
    await installation.stop();
    written = await installation.lastRecords();
    await form.lose(installation);
    await run(form.restore);
    kept = await installation.lastRecords();
    const ended: Ended[] = [];
    for (const line of documentedCommands('After a restore').split('\n'))
      ended.push(await inShell(line, installation.environment));
    after = ended;
    await installation.start();
  });
  afterAll(async () => {
    await installation?.remove();
    await form.end();
  });

  test('keeps decisions of stewards, leads an absorbed id to its survivor, knows good and revoked keys', async () => {
    expect(await gaps()).toEqual([]);
  });

  test('names exactly the audit records that were written after the backup, until somebody says that they were lost', () => {
    const [[chain, last] = ['', 0]] = [...written];
    const first = (kept.get(chain) ?? 0) + 1;
    expect(first).toBeGreaterThan(2);
    expect(last).toBeGreaterThanOrEqual(first);
    const named = `Chain ${chain}: ${first === last ? `record ${last} is` : `records ${first} to ${last} are`} missing`;
    const [before, said, then, list] = after;
    expect(before).toMatchObject({ code: 1, err: '', out: expect.stringContaining(`${named}\n`) });
    expect(before?.out).toMatch(/: 1 problems\n$/);
    expect(said).toMatchObject({ code: 0, err: '', out: 'Said of 1 chains\n' });
    expect(then).toMatchObject({
      code: 0,
      err: '',
      out: expect.stringContaining(`${named}: lost in a restore, ops:anna said at `),
    });
    expect(then?.out).toMatch(/everything else is as it was written\n$/);
    expect(list).toMatchObject({ code: 0, out: expect.stringContaining('leaver') });
  });

  test('finds nothing else wrong in a trail that goes on after the restore', async () => {
    await installation.ask('GENERAL_MANAGER', CUSTOMERS);
    const { code, out } = await inShell('npm run --silent audit -- verify', installation.environment);
    expect([code, out]).toEqual([0, expect.stringMatching(/in 2 chains, .*: everything else is as it was written\n$/)]);
  });

  test('lets in again what was revoked after the backup, until it is revoked again', async () => {
    expect(await installation.statusOf(keys.revokedAfter, 200)).toBe(200);
    await revoke(keys.revokedAfter);
    expect(await installation.statusOf(keys.revokedAfter, 401)).toBe(401);
  });

  test('leaves no value of a customer and no store readable in the backups', () => {
    const { BACKUPS = '' } = installation.environment;
    const files = readdirSync(BACKUPS).map((name) => readFileSync(join(BACKUPS, name)).toString('latin1'));
    expect(files.length).toBeGreaterThan(0);
    for (const text of files) {
      expect(text.startsWith('Salted__')).toBe(true);
      expect(text).not.toMatch(/Albers|CREATE TABLE|SQLite format/i);
    }
  });

  test('is refused from a backup that somebody changed', async () => {
    const { BACKUPS = '' } = installation.environment;
    const [name = ''] = readdirSync(BACKUPS);
    appendFileSync(join(BACKUPS, name), 'x');
    expect(await inShell(documentedCommands(form.restore), installation.environment)).toMatchObject({
      code: 1,
      err: expect.stringContaining('did NOT match'),
    });
  });

  test('would be found out when it left out the store of customers', async () => {
    await installation.stop();
    await form.loseCustomers(installation);
    await installation.start();
    expect(await gaps()).toEqual([
      'the absorbed id leads nowhere',
      'the records of the merged customer are apart',
      'nobody knows who merged them',
    ]);
  });
});
