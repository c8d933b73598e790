import { DomainError } from '#core/errors';
import type { Selected } from '#core/legacy-record';
import type { Guest } from '../guests/guest';

/** A preference code of one hotel system; another system may use the same code for something else. */
export interface PreferenceCode {
  readonly system: string;
  readonly code: string;
}

export interface Preference {
  readonly code: string;
  /** Null when the system keeps no name for the code. */
  readonly name: string | null;
}

/** The preference codes of a profile in its order. @throws DomainError when the source cannot tell them */
export function preferenceCodes({ system, preferences, reasons }: Selected<Guest>): readonly PreferenceCode[] {
  const reason = preferences ? undefined : reasons?.preferences;
  if (reason) throw new DomainError(reason.code, reason.detail, { source: system });
  return (preferences ?? []).map((code) => ({ system, code }));
}

/** Each preference once, in order of first appearance; the same code with two meanings is two preferences. */
export function distinctPreferences(preferences: readonly Preference[]): readonly Preference[] {
  return [...new Map(preferences.map((preference) => [`${preference.code} ${preference.name ?? ''}`, preference])).values()];
}
