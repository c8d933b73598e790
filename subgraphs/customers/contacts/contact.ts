import type { LegacyRecord } from '#core/legacy-record';

/** A person to talk to at a customer. The birth date stays in its system. */
export interface Contact extends LegacyRecord {
  readonly id: string;
  readonly name: string | null;
  readonly gender: ContactGender | null;
  readonly department: string | null;
  readonly title: string | null;
  readonly phones: readonly string[] | null;
  readonly email: string | null;
  readonly wechat: string | null;
  readonly qq: string | null;
  readonly main: boolean | null;
}

export const CONTACT_GENDERS = ['MALE', 'FEMALE', 'OTHER'] as const;
export type ContactGender = (typeof CONTACT_GENDERS)[number];

/** Main contacts first, then by name. */
export function mainFirst(contacts: readonly Contact[]): readonly Contact[] {
  return contacts.toSorted(
    (a, b) => Number(b.main ?? false) - Number(a.main ?? false) || (a.name ?? '').localeCompare(b.name ?? '', 'zh'),
  );
}
