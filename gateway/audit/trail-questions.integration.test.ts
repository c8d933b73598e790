import { describeEngines, type TestDatabase } from '#testing/mysql';
import { openStore, type Store } from '#runtime/store/open-store';
import { auditRecords } from '../store/migrations/0001-audit-records';
import { apiKeysAndRevocations } from '../store/migrations/0002-api-keys-and-revocations';
import { openTrailStore, type TrailStore } from './audit-trail.store';
import { emptyChain, linkRecord, type AuditRecord, type ChainHead } from './audit-record';
import type { RecordPlace, TrailQuestion } from './trail-questions.store';

const signal = new AbortController().signal;
const at = (second: number): string => new Date(Date.UTC(2026, 5, 30, 0, 0, second)).toISOString();

/** Records of a chain, one per given second; every third is about `s0` as well. */
function chainOf(chain: string, seconds: readonly number[], name: string | null = 'Q'): readonly AuditRecord[] {
  let head: ChainHead = emptyChain(chain);
  return seconds.map((second, i) => {
    const actor = { sub: `u-${i % 2}`, roles: ['FINANCE'], audience: 'STAFF' as const };
    const record = linkRecord(head, at(second), {
      actor,
      requestId: `${chain}${i}`,
      purpose: 'CUSTOMER_CARE',
      operation: { name, hash: 'h' },
      fields: { 'Customer.name': 'CLEAR' },
      subjects: i % 3 === 0 ? ['s0', `s${i + 1}`] : [`s${i + 1}`],
      objects: 1,
    });
    head = record;
    return record;
  });
}

describeEngines('questions to the trail', (engine) => {
  let database: TestDatabase;
  let store: TrailStore;
  beforeEach(async () => {
    database = await engine.create();
  });
  afterEach(async () => {
    await store.close();
    await database.drop();
  });

  const filled = async (): Promise<void> => {
    store = await openTrailStore(database.url);
    // Moments that several records share, within a chain and between chains.
    await store.append(chainOf('a', [1, 1, 2, 3, 3, 3, 4]), signal);
    await store.append(chainOf('b', [1, 2, 2, 3, 5], 'Other'), signal);
  };
  const paged = async (question: TrailQuestion, most: number): Promise<readonly string[]> => {
    const all: string[] = [];
    for (let after: RecordPlace | null = null; ;) {
      const page = await store.questions().records(question, after, most);
      all.push(...page.map(({ chain, seq }) => `${chain}${seq}`));
      const last = page.at(-1);
      if (!last) return all;
      after = last;
    }
  };

  it.each<readonly [TrailQuestion, string]>([
    [{}, 'b5 a7 b4 a6 a5 a4 b3 b2 a3 b1 a2 a1'],
    [{ subject: 's0' }, 'a7 b4 a4 b1 a1'],
    [{ subject: 's0', operation: 'Other' }, 'b4 b1'],
    [{ subject: 's0', since: at(2), until: at(4) }, 'b4 a4'],
    [{ operation: 'Q', actor: 'u-1' }, 'a6 a4 a2'],
    [{ actor: 'u-0', until: at(2) }, 'b1 a1'],
    [{ requestId: 'b2' }, 'b3'],
  ])('%j is answered page by page, the newest first', async (question, expected) => {
    await filled();
    for (const most of [1, 2, 100]) expect((await paged(question, most)).join(' ')).toBe(expected);
  });

  it('chains are told by their names, with their ends', async () => {
    await filled();
    await store.append(chainOf('c', [9]), signal);
    const a = { chain: 'a', firstSeq: 1, firstAt: at(1), lastSeq: 7, lastAt: at(4) };
    const b = { chain: 'b', firstSeq: 1, firstAt: at(1), lastSeq: 5, lastAt: at(5) };
    const c = { chain: 'c', firstSeq: 1, firstAt: at(9), lastSeq: 1, lastAt: at(9) };
    expect(await store.questions().chains('>', '', 2)).toEqual([a, b]);
    expect(await store.questions().chains('>', 'b', 2)).toEqual([c]);
    expect(await store.questions().chains('>=', 'b', 1)).toEqual([b]);
    expect(await store.questions().chains('>', 'c', 2)).toEqual([]);
  });

  it('finds records that were written before by operation and, about one object, by time', async () => {
    const old = { name: 'gateway', entities: [], migrations: [auditRecords, apiKeysAndRevocations] };
    const before: Store = await openStore(old, database.url);
    const longest = 'Q'.repeat(300);
    for (const { chain, seq, at: time, actor, requestId, content, hash, subjects } of [
      ...chainOf('a', [1, 2], longest),
      ...chainOf('b', [3], null),
    ]) {
      await before.knex('audit_record').insert({ chain, seq, at: time, actor, request_id: requestId, content, hash });
      for (const subject of subjects) await before.knex('audit_subject').insert({ subject, chain, seq });
    }
    await before.close();
    store = await openTrailStore(database.url);
    expect(await paged({ operation: longest }, 2)).toEqual(['a2', 'a1']);
    expect(await paged({ subject: 's0', since: at(0) }, 2)).toEqual(['b1', 'a1']);
    expect(await store.after('a', 0, 9)).toEqual(chainOf('a', [1, 2], longest));
    expect(await store.after('b', 0, 9)).toEqual(chainOf('b', [3], null));
  });
});
