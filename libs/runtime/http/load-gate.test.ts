import { LoadGate } from './load-gate';

let now: number;
let busy: number;
let gate: LoadGate;
const begin = (n: number): ((answered: boolean) => void)[] => Array.from({ length: n }, () => gate.begin());
/** So many requests a second, each answered at once, for the time that the gate looks back. */
const answer = (perSecond: number): void => {
  for (let i = 0; i < 2 * perSecond; i += 1) {
    now += 1000 / perSecond;
    gate.begin()(true);
  }
};

beforeEach(() => {
  now = 100_000;
  busy = 1;
  gate = new LoadGate({ now: () => now, busy: () => busy });
});

it('lets thirty-two in, however busy the process is and although nothing was answered yet', () => {
  begin(31);
  expect(gate.admits(1)).toBe(true);
  begin(1);
  expect(gate.admits(1)).toBe(false);
});

it('lets in what is answered in time at the pace of the last two seconds, and less of those who are to wait less', () => {
  answer(120);
  begin(100);
  expect([gate.admits(1), gate.admits(0.5)]).toEqual([true, false]);
  begin(20);
  expect(gate.admits(1)).toBe(false);
});

it('knows whether somebody waits', () => {
  const [end] = begin(1);
  expect(gate.isAsked()).toBe(true);
  end?.(true);
  expect(gate.isAsked()).toBe(false);
});

it('does not count a request that is under way against itself', () => {
  begin(32);
  expect([gate.admits(1, true), gate.admits(1)]).toEqual([true, false]);
  begin(1);
  expect(gate.admits(1, true)).toBe(false);
});

it('does not take what it refused for answers', () => {
  answer(30);
  for (let i = 0; i < 100; i += 1) gate.begin()(false);
  begin(34);
  expect(gate.admits(1)).toBe(false);
});

it('does not take answers that came too late for a pace that can be kept', () => {
  const late = begin(60);
  now += 1501;
  for (const end of late) end(true);
  begin(32);
  expect(gate.admits(2)).toBe(false);
  const inTime = begin(60);
  now += 1500;
  for (const end of inTime) end(true);
  expect(gate.admits(2)).toBe(true);
});

it('lets in as many as come together before the first of them has ended, and again as soon as one has', () => {
  const [first] = begin(30);
  now += 800;
  first?.(true);
  expect(gate.admits(1)).toBe(true);
});

it('lets more in when requests wait for sources and not for the process, up to 200', () => {
  busy = 0.3;
  begin(199);
  expect(gate.admits(1)).toBe(true);
  begin(1);
  expect(gate.admits(1)).toBe(false);
});

it('lets in again when those under way have ended', () => {
  const ends = begin(200);
  expect(gate.admits(1)).toBe(false);
  for (const end of ends) end(true);
  expect(gate.admits(1)).toBe(true);
});

it('forgets a fast pace after two seconds', () => {
  answer(90);
  now += 2500;
  begin(32);
  expect(gate.admits(1)).toBe(false);
});
