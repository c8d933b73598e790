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

it('lets thirty in, however busy the process is and although nothing was answered yet', () => {
  begin(29);
  expect(gate.admits(1)).toBe(true);
  begin(1);
  expect(gate.admits(1)).toBe(false);
});

it('lets in what is answered in time at the pace of the last two seconds, and less of those who are to wait less', () => {
  answer(60);
  begin(50);
  expect([gate.admits(1), gate.admits(0.5)]).toEqual([true, false]);
  begin(10);
  expect(gate.admits(1)).toBe(false);
});

it('does not take what it refused for answers', () => {
  answer(30);
  for (let i = 0; i < 100; i += 1) gate.begin()(false);
  begin(32);
  expect(gate.admits(1)).toBe(false);
});

it('lets more in when requests wait for sources and not for the process, up to 64', () => {
  busy = 0.3;
  begin(63);
  expect(gate.admits(1)).toBe(true);
  begin(1);
  expect(gate.admits(1)).toBe(false);
});

it('lets in again when those under way have ended', () => {
  const ends = begin(64);
  expect(gate.admits(1)).toBe(false);
  for (const end of ends) end(true);
  expect(gate.admits(1)).toBe(true);
});

it('forgets a fast pace after two seconds', () => {
  answer(90);
  now += 2500;
  begin(30);
  expect(gate.admits(1)).toBe(false);
});
