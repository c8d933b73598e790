import type { SourceKey } from '#core/source-key';

/** The system of a record id. */
export const systemIn = (id: string): string => id.slice(0, id.indexOf(' '));

/** A record id (`system key`) as the key it was made of. */
export const sourceKeyOf = (id: string): SourceKey => ({ system: systemIn(id), key: id.slice(id.indexOf(' ') + 1) });
