import { systemErrorCode } from '#core/system-error';

/** What a person can do about a run that failed. */
export function explainFailure(error: unknown, { out }: { readonly out: string }): string {
  const message = error instanceof Error ? error.message : String(error);
  if (/database or disk is full/.test(message))
    return `The disk of ${out} is full; make room or name another directory with --out`;
  switch (systemErrorCode(error)) {
    case 'ENOSPC':
      return `The disk of ${out} is full; make room or name another directory with --out`;
    case 'EACCES':
    case 'EROFS':
    case 'EPERM':
      return `${out} cannot be written; name another directory with --out`;
    case 'ENOTDIR':
    case 'EEXIST':
      return `${out} is not a directory; name another one with --out`;
    case 'ECONNREFUSED':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'ETIMEDOUT':
      return 'The server of --url does not answer; is it running, and are host and port right?';
    case 'ER_ACCESS_DENIED_ERROR':
    case 'ER_DBACCESS_DENIED_ERROR':
      return `The server refused the user of --url: ${message}`;
    default:
      return message;
  }
}
