import { randomBytes } from 'node:crypto';

/** Makes ids: a prefix and a UUIDv7. They sort by the time they were given, within a millisecond by their order. */
export function timedIds<P extends string>(now: () => number): (prefix: P) => string {
  let last = 0;
  let count = 0;
  return (prefix) => {
    const time = Math.max(now(), last);
    count = time === last ? count + 1 : 0;
    // The counter has 12 bits; when it is full the clock is pushed on.
    last = count > 0xfff ? time + 1 : time;
    if (count > 0xfff) count = 0;
    const bytes = randomBytes(16);
    bytes.writeUIntBE(last, 0, 6);
    bytes.writeUInt16BE(0x7000 | count, 6);
    bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
    const hex = bytes.toString('hex');
    return `${prefix}_${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
  };
}
