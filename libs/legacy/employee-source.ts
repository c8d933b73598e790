import type { Employee } from '#core/employee';
import type { KeyedSource } from '#core/record-source';
import { legacyKeyedSource } from './keyed-source';
import type { LegacyReader } from './legacy-reader';

/** The staff records of the connected systems. */
export const legacyEmployeeSource = (reader: LegacyReader): KeyedSource<Employee> =>
  legacyKeyedSource<Employee, 'Employee'>(reader, 'Employee', [
    'name',
    'number',
    'department',
    'phones',
    'email',
    'hiredOn',
    'leftOn',
  ]);
