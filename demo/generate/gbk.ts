let encodable: ReadonlySet<string> | undefined;

function gbkCharacters(): ReadonlySet<string> {
  const bytes: number[] = [];
  for (let lead = 0x81; lead <= 0xfe; lead += 1) {
    for (let trail = 0x40; trail <= 0xfe; trail += 1) if (trail !== 0x7f) bytes.push(lead, trail);
  }
  return new Set(new TextDecoder('gbk').decode(Uint8Array.from(bytes)));
}

// eslint-disable-next-line no-control-regex -- the range of ASCII
const ASCII = /^[\u0000-\u007f]*$/;

/** Text as a GBK column keeps it: a character the character set lacks becomes a question mark. */
export function gbkText(text: string): string {
  if (ASCII.test(text)) return text;
  encodable ??= gbkCharacters();
  let kept = '';
  for (const character of text) kept += character < '\u0080' || encodable.has(character) ? character : '?';
  return kept;
}
