import { DomainError } from '#core/errors';
import type { RowType } from '../canonical/row-types';
import type { CanonicalCondition, Stored, StoredCondition } from '../codec/codec';
import type { Mapping, RowSet } from '../definition/mapping';
import type { Expression } from '../expression/ast';
import type { Condition } from '../legacy-reader';
import type { Fragment, SqlBuilder } from './sql-builder';

/** A filter pushed into SQL; `exact` false: the decoded rows must be checked again. */
export interface PushedFilter {
  readonly expressions: readonly Expression[];
  readonly fragments: readonly Fragment[];
  readonly exact: boolean;
}

function refuse(mapping: Mapping, field: string, why: string): DomainError {
  const source = mapping.source.id;
  return new DomainError('FILTER_NOT_SUPPORTED', `Source ${source} cannot filter by ${field}: ${why}`, { source, field });
}

/** Inverts canonical conditions into conditions on stored columns. @throws DomainError FILTER_NOT_SUPPORTED, never ignores one */
export function pushFilter<T extends RowType>(
  mapping: Mapping,
  rowSet: RowSet,
  conditions: readonly Condition<T>[],
  builder: SqlBuilder,
): PushedFilter {
  const expressions: Expression[] = [];
  const fragments: Fragment[] = [];
  let exact = true;
  for (const condition of conditions) {
    const field = rowSet.fields.get(condition.field);
    if (!field) throw refuse(mapping, condition.field, rowSet.cannot.get(condition.field) ?? 'it does not keep it');
    if (field.kind === 'constant') {
      fragments.push({ sql: holds(field.value, condition) ? '1 = 1' : '1 = 0', parameters: [] });
      continue;
    }
    const [part] = field.kind === 'stored' ? field.parts : [];
    if (field.kind !== 'stored' || !part || field.parts.length > 1)
      throw refuse(mapping, condition.field, 'it is computed, not stored');
    const stored = field.codec.invert(condition);
    if (!stored) throw refuse(mapping, condition.field, 'its stored form has no inverse');
    exact &&= stored.exact;
    expressions.push(part);
    fragments.push(print(builder.expression(part), stored));
  }
  return { expressions, fragments, exact };
}

function print({ sql, parameters }: Fragment, condition: StoredCondition): Fragment {
  switch (condition.op) {
    case 'never':
      return { sql: '1 = 0', parameters: [] };
    case 'in':
      return {
        sql: `${sql} in (${condition.values.map(() => '?').join(', ')})`,
        parameters: [...parameters, ...condition.values],
      };
    case 'prefix':
      return { sql: `${sql} like ? escape '!'`, parameters: [...parameters, `${condition.text.replace(/[!%_]/g, '!$&')}%`] };
    case 'null': {
      const { values, negated } = condition;
      const listed = values.length > 0 ? ` or ${sql} in (${values.map(() => '?').join(', ')})` : '';
      const isNull = `(${sql} is null${listed})`;
      return {
        sql: negated ? `not ${isNull}` : isNull,
        parameters: [...parameters, ...(values.length > 0 ? [...parameters, ...values] : [])],
      };
    }
    case 'range': {
      const { low, high, except } = condition;
      const parts: string[] = [];
      const bound: Stored[] = [];
      const add = (text: string, values: readonly Stored[]): void => {
        parts.push(`${sql} ${text}`);
        bound.push(...parameters, ...values);
      };
      if (low) add(`${low.inclusive ? '>=' : '>'} ?`, [low.value]);
      if (high) add(`${high.inclusive ? '<=' : '<'} ?`, [high.value]);
      if (except && except.length > 0) add(`not in (${except.map(() => '?').join(', ')})`, except);
      return { sql: parts.join(' and '), parameters: bound };
    }
  }
}

/** Whether a decoded value satisfies a condition; checks supersets again. */
export function holds(value: unknown, condition: CanonicalCondition): boolean {
  if (condition.op === 'isNull') return (value === null) === condition.value;
  if (value === null || value === undefined) return false;
  const comparable = typeof value === 'object' && 'amount' in value ? Number(value.amount) : (value as string | number | boolean);
  switch (condition.op) {
    case 'in':
      return condition.values.map(String).includes(String(comparable));
    case 'prefix':
      return String(comparable).startsWith(condition.value);
    case 'gt':
      return comparable > condition.value;
    case 'ge':
      return comparable >= condition.value;
    case 'lt':
      return comparable < condition.value;
    case 'le':
      return comparable <= condition.value;
  }
}
