import { type System } from '../ddl/table-definition';

export interface LoadedTable {
  readonly system: System;
  readonly table: string;
  readonly rows: number;
}
