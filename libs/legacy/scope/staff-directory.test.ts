import { SourceUnavailableError } from '#core/errors';
import type { LegacyReader } from '../legacy-reader';
import { StaffDirectory } from './staff-directory';

const EMPLOYEES = {
  erp: [
    { system: 'erp', key: '1', number: 'E1', department: 'North' },
    { system: 'erp', key: '2', number: 'E2', department: 'North' },
    { system: 'erp', key: '3', number: 'E3', department: 'South' },
    { system: 'erp', key: '4', number: 'E4', department: null },
    { system: 'erp', key: '5', number: null, department: null },
  ],
  desk: [{ system: 'desk', key: '9', number: 'E1', department: null }],
};

let reads: string[];
let down: Set<string>;
let clock: number;

function directory(): StaffDirectory {
  const reader = {
    systemsOf: () => Object.keys(EMPLOYEES),
    async *scan(system: 'erp' | 'desk') {
      reads.push(system);
      if (down.has(system)) throw new SourceUnavailableError(system);
      yield EMPLOYEES[system];
    },
  } as unknown as LegacyReader;
  return new StaffDirectory(
    { reader: () => reader },
    () => '2026-06-30',
    () => clock,
  );
}

beforeEach(() => {
  reads = [];
  down = new Set();
  clock = 0;
});

it.each<[string, 'OWN' | 'TEAM', string | undefined, readonly string[]]>([
  ['the own customers, in every system', 'OWN', 'E1', ['erp 1', 'desk 9']],
  ['those of the department', 'TEAM', 'E1', ['erp 1', 'desk 9', 'erp 2']],
  ['the own ones where no department is known', 'TEAM', 'E4', ['erp 4']],
  ['none of an employee that nobody knows', 'TEAM', 'E8', []],
  ['none when the token names no employee', 'OWN', undefined, []],
])('[AZ-13] owners of %s', async (_title, of, employee, expected) => {
  expect([...(await directory().owners({ of, employee }))].toSorted()).toEqual(expected.toSorted());
});

it('reads once for many callers, and again after some seconds', async () => {
  const staff = directory();
  await Promise.all([staff.owners({ of: 'OWN', employee: 'E1' }), staff.owners({ of: 'TEAM', employee: 'E3' })]);
  expect(reads).toEqual(['erp', 'desk']);
  clock = 5_000;
  await staff.owners({ of: 'OWN', employee: 'E1' });
  expect(reads).toHaveLength(4);
});

it('keeps the employees of a system that stops answering, and asks again at once when it never did', async () => {
  const staff = directory();
  await staff.owners({ of: 'OWN', employee: 'E1' });
  down.add('erp');
  clock = 5_000;
  expect(await staff.owners({ of: 'OWN', employee: 'E1' })).toEqual(new Set(['erp 1', 'desk 9']));
  const late = directory();
  await expect(late.owners({ of: 'OWN', employee: 'E1' })).rejects.toThrow(SourceUnavailableError);
  down.clear();
  expect(await late.owners({ of: 'OWN', employee: 'E3' })).toEqual(new Set(['erp 3']));
});
