/** Where a store is, without user and password. */
export function placeOf(url: string): string {
  if (url.startsWith('file:')) return url.slice('file:'.length);
  const { host, pathname } = new URL(url);
  return host + pathname;
}
