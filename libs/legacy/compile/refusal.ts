import { DomainError } from '#core/errors';
import type { RowType } from '../canonical/row-types';
import type { RowSet } from '../mapping/mapping';

/** A filter or sort that has no meaning for a field, or that one source cannot carry out; a caller can ask for another field. */
export function notSupported(source: string, type: RowType, field: string, what: string): DomainError {
  return new DomainError('FILTER_NOT_SUPPORTED', `${type}.${field} of source ${source}: ${what}`, { source, type, field });
}

/** The rows of a source cannot be chosen by what the source does not keep: neither all of them nor none would be right. */
export function notKept(source: string, { type, cannot }: RowSet, field: string): DomainError {
  const why = cannot.get(field) ?? 'this source does not keep it';
  return new DomainError('NOT_AVAILABLE', `${type} of source ${source} cannot be chosen by ${field}: ${why}`, {
    source,
    type,
    field,
  });
}

/** Rows are found by a reference as far as what it leads to can be found: then neither some of them nor none would be right. */
export function notListed(source: string, { type }: RowSet, ref: string, why: string): DomainError {
  return new DomainError('NOT_AVAILABLE', `${type} of source ${source} cannot be listed by ${ref}: ${why}`, {
    source,
    type,
    field: ref,
  });
}

/** One source cannot answer such a list; the others can. */
export function isRefusal(error: unknown): error is DomainError {
  return error instanceof DomainError && (error.code === 'FILTER_NOT_SUPPORTED' || error.code === 'NOT_AVAILABLE');
}
