import type { Stored } from '../codec/codec';

/** One part of a key as text, trailing blanks of CHAR cut; null for NULL. Blank text is a key part like any other. */
export function keyPart(stored: Stored): string | null {
  return stored === null ? null : String(stored).trimEnd();
}

/** The canonical key: parts joined with |, `%` and `|` in them escaped; null when a part is NULL. */
export function keyText(parts: readonly Stored[]): string | null {
  const texts = parts.map(keyPart);
  if (texts.includes(null)) return null;
  return texts.map((text) => (text ?? '').replaceAll('%', '%25').replaceAll('|', '%7C')).join('|');
}

/** The parts of a canonical key. */
export function keyParts(key: string): readonly string[] {
  return key.split('|').map((part) => part.replaceAll('%7C', '|').replaceAll('%25', '%'));
}
