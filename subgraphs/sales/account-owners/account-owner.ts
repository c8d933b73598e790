import { DomainError } from '#core/errors';
import type { OwnedParty } from './account-owner.source';

/**
 * The record that names the employee responsible for a customer: the first that names one. Null when the records say that nobody
 * is; when no record says anything because its system cannot tell, that is the reason.
 */
export function recordWithOwner(parties: readonly OwnedParty[]): OwnedParty | null {
  const named = parties.find(({ owner }) => owner !== null);
  if (named) return named;
  const silent = parties.map(({ system, reasons }) => ({ system, reason: reasons?.owner }));
  const [first] = silent;
  if (first?.reason && silent.every(({ reason }) => reason)) {
    throw new DomainError(first.reason.code, first.reason.detail, { source: first.system });
  }
  return null;
}
