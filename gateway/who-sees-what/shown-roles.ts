/** One role of each kind of right, the widest first. */
export const SHOWN_ROLES: readonly string[] = [
  'GENERAL_MANAGER',
  'SALES_MANAGER',
  'SALESPERSON',
  'CS_AGENT',
  'FINANCE',
  'HOUSEKEEPING',
  'DATA_STEWARD',
  'BI',
  'PARTNER',
  'AUDITOR',
];
