import { createHash } from 'node:crypto';

/** Hash of personal numbers for evaluation runs only: nothing of them is kept, so the key need not be secret. */
export const hashForReports = (value: string): string => createHash('sha256').update(`evaluation ${value}`).digest('base64url');
