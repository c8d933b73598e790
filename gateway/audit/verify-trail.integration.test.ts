import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeEngines, type TestDatabase } from '#testing/mysql';
import { readAuditKey, type AuditKey } from './audit-key';
import { AuditTrail } from './audit-trail';
import { openTrailStore, type TrailStore } from './audit-trail.store';
import { ChainHeads, noteRestore, readHeads } from './chain-heads';
import type { TrailQuestion } from './trail-questions.store';
import { verifyTrail, type TrailReport } from './verify-trail';

const NOW = Date.UTC(2026, 5, 30);
const RECORDS = 7;

describeEngines('the check of the audit trail', (engine) => {
  let database: TestDatabase;
  let directory: string;
  let key: AuditKey;
  let store: TrailStore;
  const headsFile = (): string => join(directory, 'elsewhere', 'heads.jsonl');

  beforeEach(async () => {
    directory = mkdtempSync(join(tmpdir(), 'trail-'));
    database = await engine.create();
    key = await readAuditKey(join(directory, 'key.json'));
    const heads = new ChainHeads({
      path: headsFile(),
      key: key.privateKey,
      now: () => NOW,
      onFailure: (e) => expect(e).toBeNull(),
    });
    store = await openTrailStore(database.url);
    const trail = new AuditTrail({
      chain: 'one',
      open: () => Promise.resolve(store),
      now: () => NOW,
      onHead: (head) => heads.moved(head),
      onState: (cause) => expect(cause).toBeNull(),
    });
    for (let number = 1; number <= RECORDS; number += 1)
      await trail.record({
        actor: { sub: `u-${number}`, roles: ['FINANCE'], audience: 'STAFF' },
        requestId: `r${number}`,
        purpose: 'CUSTOMER_CARE',
        operation: { name: null, hash: 'h' },
        fields: { 'Customer.name': 'CLEAR' },
        subjects: [key.pseudonymOf(`c${number}`), key.pseudonymOf('c0')],
        objects: 1,
      });
    await trail.close();
    await heads.close();
  });
  afterEach(async () => {
    await store.close();
    await database.drop();
    rmSync(directory, { recursive: true, force: true });
  });

  const check = async (): Promise<TrailReport> => verifyTrail(store, await readHeads(headsFile(), key.publicKey));

  it('says that everything is as it was written', async () => {
    expect(await check()).toEqual({ chains: 1, records: RECORDS, problems: [], lost: [], stated: [] });
    expect((await readHeads(headsFile(), key.publicKey)).heads.map(({ seq }) => seq)).toEqual([1, RECORDS]);
  });

  const OF = 'of 2026-06-30T00:00:00.000Z';
  it.each([
    [
      'one changed character',
      `update audit_record set content = replace(content, 'u-3"', 'u-9"') where seq = 3;`,
      [`record 3 ${OF} is altered, or the one before it is`, `record 3 ${OF} is found under what it does not say`],
    ],
    [
      'a record under another actor',
      `update audit_record set actor = 'u-9' where seq = 4;`,
      [`record 4 ${OF} is found under what it does not say`],
    ],
    ['a subject taken out', `delete from audit_subject where seq = 5;`, [`record 5 ${OF} is found under what it does not say`]],
    ['a record taken out', `delete from audit_record where seq = 4;`, ['record 4 is missing']],
    [
      'two records changed for each other',
      `update audit_record set seq = 100 where seq = 2;
       update audit_record set seq = 2 where seq = 3;
       update audit_record set seq = 3 where seq = 100;`,
      [
        `record 2 ${OF} is altered, or the one before it is`,
        `record 2 ${OF} is found under what it does not say`,
        `record 3 ${OF} is altered, or the one before it is`,
        `record 3 ${OF} is found under what it does not say`,
        `record 4 ${OF} is altered, or the one before it is`,
      ],
    ],
    ['the end cut off', `delete from audit_record where seq > 5;`, ['records 6 to 7 are missing']],
    ['the whole chain taken out', `delete from audit_record;`, ['records 1 to 7 are missing']],
    [
      'a last record written anew with a hash that fits',
      `update audit_record set hash = repeat('0', 64) where seq = 7;`.replace("repeat('0', 64)", `'${'0'.repeat(64)}'`),
      [
        `record 7 ${OF} is altered, or the one before it is`,
        `record 7 ${OF} is not the one that was noted as the end of the chain`,
      ],
    ],
  ])('names the record after %s', async (_, sql, problems) => {
    await database.run(sql);
    expect((await check()).problems).toEqual(problems.map((problem) => `Chain one: ${problem}`));
  });

  it('names a noted end that is not signed by us, and one that a full disk cut off', async () => {
    const [, first = ''] = readFileSync(headsFile(), 'utf8').split('\n');
    writeFileSync(headsFile(), `${first.replace('"seq":1', '"seq":2')}\n`);
    appendFileSync(headsFile(), first.slice(0, 40));
    expect(await readHeads(headsFile(), key.publicKey)).toEqual({
      heads: [],
      restores: [],
      problems: [`${headsFile()}, line 1: the signature is not ours`, `${headsFile()}, line 2: not the end of a chain`],
    });
  });

  describe('with the end lost in a restore, of which somebody said so', () => {
    const said = { at: '2026-07-01T08:00:00.000Z', by: 'ops:anna', reason: 'disk lost' };
    beforeEach(async () => {
      await database.run('delete from audit_record where seq > 5; delete from audit_subject where seq > 5;');
      const { lost } = await check();
      await noteRestore(
        headsFile(),
        lost.map((end) => ({ ...end, ...said })),
        key.privateKey,
      );
    });

    it('tells what was lost, and who said so, when and why, and finds nothing wrong', async () => {
      const stated = [
        'Chain one: records 6 to 7 are missing: lost in a restore, ops:anna said at 2026-07-01T08:00:00.000Z: disk lost',
      ];
      expect(await check()).toEqual({ chains: 1, records: 5, problems: [], lost: [], stated });
    });

    it.each([
      ['more is missing than was said', 'delete from audit_record where seq > 4;', 'records 5 to 7 are missing'],
      [
        'what was left is another record',
        `update audit_record set hash = '${'0'.repeat(64)}' where seq = 5;`,
        'records 6 to 7 are missing',
      ],
    ])('names the missing records when %s', async (_, sql, problem) => {
      await database.run(sql);
      expect(await check()).toMatchObject({ stated: [], problems: expect.arrayContaining([`Chain one: ${problem}`]) });
    });

    it('names a statement that is not signed by us', async () => {
      writeFileSync(headsFile(), readFileSync(headsFile(), 'utf8').replace('disk lost', 'disk sold'));
      expect((await readHeads(headsFile(), key.publicKey)).problems).toEqual([
        expect.stringContaining('the signature is not ours'),
      ]);
      expect((await check()).problems).toEqual(['Chain one: records 6 to 7 are missing']);
    });
  });

  it('finds records by actor, object, request and time', async () => {
    const requests = async (question: TrailQuestion, most = 100): Promise<readonly string[]> =>
      (await store.questions().records(question, null, most)).map(
        ({ content }) => (JSON.parse(content) as { requestId: string }).requestId,
      );
    expect(await requests({ actor: 'u-2' })).toEqual(['r2']);
    expect(await requests({ requestId: 'r3' })).toEqual(['r3']);
    expect(await requests({ subject: key.pseudonymOf('c4') })).toEqual(['r4']);
    expect(await requests({ subject: key.pseudonymOf('c0') }, 2)).toEqual(['r7', 'r6']);
    expect(await requests({ since: '2026-06-30T00:00:00.000Z', actor: 'u-1' })).toEqual(['r1']);
    expect(await requests({ until: '2026-06-30T00:00:00.000Z' })).toEqual([]);
  });
});
