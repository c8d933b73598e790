import { randomUUID } from 'node:crypto';
import { describeEngines, type TestDatabase } from '#testing/mysql';
import { sharedGatewayStore, type SharedGatewayStore } from '../store/shared-gateway-store';
import { emptyChain, hashOf, type AuditEntry, type ChainHead } from './audit-record';
import { AuditTrail, AuditUnavailableError } from './audit-trail';
import { TrailStore } from './audit-trail.store';

const entry = (requestId: string, subjects: readonly string[] = ['s1']): AuditEntry => ({
  actor: { sub: 'u-1', roles: ['FINANCE'], audience: 'STAFF' },
  requestId,
  purpose: null,
  operation: { name: 'Q', hash: 'h' },
  fields: { 'Customer.name': 'CLEAR' },
  subjects,
  objects: subjects.length,
});

describeEngines('the audit trail', (engine) => {
  let database: TestDatabase;
  const heads: ChainHead[] = [];
  const states: boolean[] = [];
  const trails: AuditTrail[] = [];
  const stores: SharedGatewayStore[] = [];
  beforeEach(async () => {
    database = await engine.create();
    heads.length = 0;
    states.length = 0;
  });
  afterEach(async () => {
    for (const trail of trails.splice(0)) await trail.close();
    for (const store of stores.splice(0)) await store.close();
    await database.drop();
  });
  const trail = (chain: string): AuditTrail => {
    const store = sharedGatewayStore(database.url);
    stores.push(store);
    const made = new AuditTrail({
      chain,
      open: async () => new TrailStore(await store.open()),
      now: () => Date.UTC(2026, 5, 30),
      onHead: (head) => heads.push(head),
      onState: (cause) => states.push(cause !== null),
    });
    trails.push(made);
    return made;
  };

  it('keeps what answers show in one chain of hashes, in the order of the answers', async () => {
    const chain = randomUUID();
    const written = trail(chain);
    await Promise.all(['r1', 'r2', 'r3'].map((id) => written.record(entry(id, [`of ${id}`, 'all']))));
    await written.record(entry('r4', []));
    const rows = await database.rows('select * from audit_record order by seq', []);
    expect(rows.map(({ chain: of, seq, request_id: id }) => [of, Number(seq), id])).toEqual(
      ['r1', 'r2', 'r3', 'r4'].map((id, index) => [chain, index + 1, id]),
    );
    let before = emptyChain(chain).hash;
    for (const { content, hash } of rows) {
      before = hashOf(before, String(content));
      expect(hash).toBe(before);
    }
    expect(heads.at(-1)).toEqual({ chain, seq: 4, hash: before });
    const subjects = await database.rows("select seq from audit_subject where subject = 'of r2'", []);
    expect(subjects.map(({ seq }) => Number(seq))).toEqual([2]);
  });

  it('writes records that wait at the same time together', async () => {
    const written = trail(randomUUID());
    await written.record(entry('first'));
    await Promise.all(Array.from({ length: 150 }, (_, index) => written.record(entry(`r${index}`))));
    expect(heads.map(({ seq }) => seq)).toEqual([1, 101, 151]);
  });

  it('goes on where its chain ends, also when a record was written that counts as lost', async () => {
    const chain = randomUUID();
    const first = trail(chain);
    await first.record(entry('r1'));
    const second = trail(chain);
    await second.record(entry('r2'));
    // To the first, number 2 is taken now.
    await expect(first.record(entry('r3'))).rejects.toThrow(AuditUnavailableError);
    await expect(first.record(entry('r4'))).rejects.toThrow(AuditUnavailableError);
    expect(states).toEqual([true]);
    while (first.isAway) await new Promise((resolve) => setImmediate(resolve));
    await first.record(entry('r5'));
    const rows = await database.rows('select seq, request_id from audit_record order by seq', []);
    expect(rows.map(({ seq, request_id: id }) => [Number(seq), id])).toEqual([
      [1, 'r1'],
      [2, 'r2'],
      [3, 'r5'],
    ]);
  });
});
