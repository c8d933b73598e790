import { cleaner } from './clean';
import type { Codec } from './codec';
import type { CodecSpec } from './codec-spec';
import { storedText } from './stored-text';

const PLACEHOLDERS = new Set(['无', '没有', '-', '--', '0', 'N/A', 'NONE', 'NULL', '00000000', '00000000000']);

/** `as: list <separator>`: one column that holds several values. */
export function listCodec({ as = 'list ,', clean, nulls }: CodecSpec): Codec {
  const separator = as.slice('list '.length) || ',';
  return splitting((text) => text.split(separator), clean, new Set(nulls ?? []));
}

/** `as: phones`: numbers in one or several columns, separated by / , ; or 、; placeholders are dropped, the rest stays as written. */
export function phonesCodec({ clean, nulls }: CodecSpec): Codec {
  return splitting(
    (text) => text.split(/[/,;、，；\r\n]/u).flatMap(splitBlanks),
    clean,
    new Set([...PLACEHOLDERS, ...(nulls ?? [])]),
  );
}

function splitting(split: (text: string) => string[], clean: readonly string[] | undefined, dropped: ReadonlySet<string>): Codec {
  const cleaned = cleaner(clean);
  return {
    sortable: false,
    decode(stored, _currency, more) {
      const parts = [stored, ...more]
        .flatMap((part) => split(storedText(part) ?? ''))
        .map((part) => (cleaned ? cleaned(part.trim()) : part.trim()))
        .filter((part) => part !== '' && !dropped.has(part.toUpperCase()));
      return parts.length > 0 ? [...new Set(parts)] : null;
    },
    invert: () => null,
  };
}

const DIGITS_OF_A_NUMBER = 7;

/** Blanks stand within a number (138 0000 1111, 0571 88888888) as well as between two; each side of a cut is a whole number. */
function splitBlanks(text: string): string[] {
  const numbers: string[] = [];
  for (const word of text.trim().split(/\s+/u)) {
    const before = numbers.at(-1);
    if (before === undefined || (isWhole(before) && isWhole(word))) numbers.push(word);
    else numbers[numbers.length - 1] = `${before} ${word}`;
  }
  return numbers;
}

const isWhole = (text: string): boolean => text.replace(/\D/g, '').length >= DIGITS_OF_A_NUMBER;
