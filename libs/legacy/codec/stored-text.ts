import type { Stored } from './codec';

/** A stored value as text without the trailing blanks of CHAR columns; null for NULL and for blank text. */
export function storedText(stored: Stored | undefined): string | null {
  if (stored === null || stored === undefined) return null;
  const text = typeof stored === 'string' ? stored.trimEnd() : String(stored);
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
