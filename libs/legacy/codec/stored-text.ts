import type { Stored } from './codec';

const BLANK = 0x20;

/** Text without the trailing blanks of CHAR columns. Other white space is content, as it is for the database; `clean: [trim]` takes it off. */
export function withoutPadding(text: string): string {
  let end = text.length;
  while (end > 0 && text.charCodeAt(end - 1) === BLANK) end -= 1;
  return end === text.length ? text : text.slice(0, end);
}

/** A stored value as text without padding; null for NULL and for blank text. */
export function storedText(stored: Stored | undefined): string | null {
  if (stored === null || stored === undefined) return null;
  const text = typeof stored === 'string' ? withoutPadding(stored) : String(stored);
  return text === '' ? null : text;
}

/** Like storedText, and null too for the texts that a mapping lists as meaning nothing. */
export function textUnless(nulls: readonly string[] | undefined): (stored: Stored | undefined) => string | null {
  if (!nulls || nulls.length === 0) return storedText;
  const nothing = new Set(nulls);
  return (stored) => {
    const text = storedText(stored);
    return text === null || nothing.has(text) ? null : text;
  };
}
