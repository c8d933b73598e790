import type { ApiKey } from '../api-keys/api-key';
import { CallerList, type CallerListSource } from './caller-list';
import { FollowedCallers } from './followed-callers';

const SECOND = 1000;
const KEY: ApiKey = {
  id: 'abcdefghij',
  hash: '',
  subject: 'powerbi',
  role: 'BI',
  partner: null,
  createdAt: '2026-06-01T00:00:00.000Z',
  expiresAt: '2026-09-01T00:00:00.000Z',
  lastUsedOn: null,
  createdBy: 'ops',
  revokedAt: null,
  revokedBy: null,
  revokedReason: null,
  replacedBy: null,
};

/** A store that can be away, and what it was asked. */
class Store implements CallerListSource {
  readonly asked: string[] = [];
  version_ = 'v1';
  lastUsedOn: string | null = null;
  isAway = false;
  hangs = false;
  release: () => void = () => undefined;

  version(): Promise<string> {
    return this.answer('version', this.version_);
  }

  read(): Promise<CallerList> {
    return this.answer('read', new CallerList([{ ...KEY, lastUsedOn: this.lastUsedOn }], []));
  }

  noteUse(keyIds: readonly string[], day: string): Promise<void> {
    return this.answer(`use of ${keyIds.join()} on ${day}`, undefined);
  }

  private answer<T>(question: string, answer: T): Promise<T> {
    this.asked.push(question);
    if (this.isAway) return Promise.reject(new Error('away'));
    return this.hangs ? new Promise((resolve) => (this.release = () => resolve(answer))) : Promise.resolve(answer);
  }
}

let store: Store;
let now: number;
let logged: string[];
let opens: number;
let followed: FollowedCallers;
beforeEach(() => {
  store = new Store();
  now = Date.parse('2026-06-30T12:00:00Z');
  logged = [];
  opens = 0;
  const note = (_: unknown, text?: string): void => void logged.push(text ?? String(_));
  const open = (): Promise<CallerListSource> => {
    opens += 1;
    return store.isAway ? Promise.reject(new Error('away')) : Promise.resolve(store);
  };
  followed = new FollowedCallers({ open, now: () => now, log: { error: note, warn: note } });
});

it('asks one thing when nothing has changed, and reads the list when something has', async () => {
  await followed.look();
  await followed.look();
  await followed.look();
  expect(store.asked).toEqual(['version', 'read', 'version', 'version']);
  store.version_ = 'v2';
  await followed.look();
  expect(store.asked.slice(4)).toEqual(['version', 'read']);
  expect(opens).toBe(1);
});

it('lets whoever comes before the first look wait for it', async () => {
  const early = followed.known();
  await followed.look();
  expect((await early)?.key(KEY.id)?.subject).toBe('powerbi');
});

it('knows nothing, and says so, while the store was never there; it is opened when it is back', async () => {
  store.isAway = true;
  const early = followed.known();
  expect(followed.problem()).toBeNull();
  await followed.look();
  await followed.look();
  expect([await early, await followed.known(), await followed.recent(), followed.problem()]).toEqual([
    null,
    null,
    null,
    'callers',
  ]);
  expect(followed.storeWasNeverThere).toBe(true);
  store.isAway = false;
  await followed.look();
  expect([(await followed.recent())?.key(KEY.id)?.subject, followed.problem()]).toEqual(['powerbi', null]);
  expect(followed.storeWasNeverThere).toBe(false);
});

it('tells a store that opens and does not tell the list from one that was never there', async () => {
  store.read = () => Promise.reject(new Error('SELECT denied'));
  await followed.look();
  expect([await followed.known(), followed.storeWasNeverThere, followed.problem()]).toEqual([null, false, 'callers']);
});

it('keeps what it knew while the store is away; after a minute that vouches for no API key any more', async () => {
  await followed.look();
  store.isAway = true;
  now += 60 * SECOND;
  await followed.look();
  expect((await followed.recent())?.key(KEY.id)).toBeDefined();
  expect(followed.problem()).toBe('callers');
  now += 1;
  expect(await followed.recent()).toBeNull();
  expect((await followed.known())?.key(KEY.id)).toBeDefined();
  store.isAway = false;
  await followed.look();
  expect((await followed.recent())?.key(KEY.id)).toBeDefined();
});

it('tells the log once of an outage, and once of its end', async () => {
  await followed.look();
  store.isAway = true;
  for (let i = 0; i < 3; i += 1) await followed.look();
  store.isAway = false;
  for (let i = 0; i < 3; i += 1) await followed.look();
  expect(logged).toEqual([
    'the store of API keys and revocations does not answer: those known before hold',
    'API keys and revocations are read again',
  ]);
});

it('gives up a look that hangs, and takes nothing from it when it ends after a later one', async () => {
  await followed.look();
  jest.useFakeTimers();
  store.hangs = true;
  const hanging = followed.look();
  await jest.advanceTimersByTimeAsync(3000);
  await hanging;
  jest.useRealTimers();
  expect(logged).toEqual(['the store of API keys and revocations does not answer: those known before hold']);
  store.hangs = false;
  store.version_ = 'v2';
  await followed.look();
  expect(logged.at(-1)).toBe('API keys and revocations are read again');
  const newest = await followed.known();
  store.release();
  await new Promise(setImmediate);
  expect(store.asked.slice(-3)).toEqual(['version', 'read', 'read']);
  expect(await followed.known()).toBe(newest);
});

it('notes that a key was used once a day, however often it is', async () => {
  await followed.look();
  const use = async (): Promise<void> => {
    const key = (await followed.known())?.key(KEY.id);
    for (let i = 0; key && i < 3; i += 1) followed.noteUse(key);
    await followed.look();
  };
  await use();
  await use();
  now += 86_400 * SECOND;
  await use();
  await use();
  expect(store.asked.filter((question) => question.startsWith('use'))).toEqual([
    'use of abcdefghij on 2026-06-30',
    'use of abcdefghij on 2026-07-01',
  ]);
});

it('does not note a use that another process has noted', async () => {
  store.lastUsedOn = '2026-06-30';
  await followed.look();
  const key = (await followed.known())?.key(KEY.id);
  if (key) followed.noteUse(key);
  await followed.look();
  expect(store.asked).toEqual(['version', 'read', 'version']);
});

it('writes a use that could not be written with a later look', async () => {
  await followed.look();
  followed.noteUse(KEY);
  store.noteUse = () => Promise.reject(new Error('read only'));
  await followed.look();
  delete (store as Partial<Store>).noteUse;
  await followed.look();
  expect(store.asked.at(-1)).toBe('use of abcdefghij on 2026-06-30');
});
