import type { FieldCondition } from '../compile/condition';

// The field, then `!=null`, or an operator and its values.
const FILTER = /^(\w+)\s*(!=|>=|<=|=|>|<|~)\s*(.*)$/s;
const OPS = { '>': 'gt', '>=': 'ge', '<': 'lt', '<=': 'le' } as const;

/** Reads `status=OPEN,PAID`, `amount>=100`, `number~INV`, `dueOn=null`, `dueOn!=null`; null when it is none of these. */
export function parseFilter(text: string): FieldCondition | null {
  const [, field, op, value = ''] = FILTER.exec(text.trim()) ?? [];
  if (field === undefined) return null;
  switch (op) {
    case '!=':
      return value === 'null' ? { field, op: 'isNull', value: false } : null;
    case '=':
      return value === 'null' ? { field, op: 'isNull', value: true } : { field, op: 'in', values: value.split(',') };
    case '~':
      return value === '' ? null : { field, op: 'prefix', value };
    case '>':
    case '>=':
    case '<':
    case '<=':
      return value === '' ? null : { field, op: OPS[op], value };
    default:
      return null;
  }
}
