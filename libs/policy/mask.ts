/** How a personal value is shown to those who may see only a part of it. */
export const MASKS = ['PHONE', 'EMAIL', 'LAST4', 'WHOLE'] as const;
export type Mask = (typeof MASKS)[number];

const HIDDEN = '****';
/** A shorter value would be told by its last four. */
const SHORTEST_WITH_END = 8;

/** A value behind its mask; lists item by item, nothing stays nothing. What has not the shape that the mask expects is hidden as a whole. */
export function masked(mask: Mask, value: unknown): unknown {
  if (value === null || value === undefined) return value;
  if (Array.isArray(value)) return value.map((item) => masked(mask, item));
  return typeof value === 'string' ? FORMS[mask](value) : HIDDEN;
}

const FORMS: Readonly<Record<Mask, (text: string) => string>> = {
  PHONE: (text) => (/^\d{11}$/.test(text) ? `${text.slice(0, 3)}${HIDDEN}${text.slice(-4)}` : lastFour(text)),
  EMAIL: (text) => {
    const [, first, domain] = /^([^@\s])[^@\s]*@([^@\s]+)$/.exec(text) ?? [];
    return first && domain ? `${first}***@${domain}` : HIDDEN;
  },
  LAST4: lastFour,
  WHOLE: () => HIDDEN,
};

function lastFour(text: string): string {
  return text.length >= SHORTEST_WITH_END && /^[\w+()\- ]+$/.test(text) ? HIDDEN + text.slice(-4) : HIDDEN;
}
