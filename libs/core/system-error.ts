/** The code of an error of the operating system (`ENOENT`, `EADDRINUSE`), or undefined when it has none. */
export function systemErrorCode(error: unknown): string | undefined {
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string'
    ? error.code
    : undefined;
}
