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
  return splitting((text) => text.split(/[/,;、，；]/u), clean, new Set([...PLACEHOLDERS, ...(nulls ?? [])]));
}

function splitting(split: (text: string) => string[], clean: readonly string[] | undefined, dropped: ReadonlySet<string>): Codec {
  const cleaned = cleaner(clean);
  return {
    sortable: false,
    decode(stored) {
      const parts = stored
        .flatMap((part) => split(storedText(part) ?? ''))
        .map((part) => (cleaned ? cleaned(part.trim()) : part.trim()))
        .filter((part) => part !== '' && !dropped.has(part.toUpperCase()));
      return { value: parts.length > 0 ? [...new Set(parts)] : null };
    },
    invert: () => null,
  };
}
