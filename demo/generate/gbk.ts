let encodable: ReadonlySet<string> | undefined;

function gbkCharacters(): ReadonlySet<string> {
  const bytes: number[] = [];
  for (let lead = 0x81; lead <= 0xfe; lead += 1) {
    for (let trail = 0x40; trail <= 0xfe; trail += 1) if (trail !== 0x7f) bytes.push(lead, trail);
  }
  const decoded = [...new TextDecoder('gbk').decode(Uint8Array.from(bytes))];
  return new Set(decoded.filter((character) => !LATER.test(character)));
}

// What GB 18030 added and some decoders read as GBK, private use included: the databases of the time do not have it, and decoders disagree.
const LATER = /[\u01f9\u1e3f\u20ac\u2e80-\u2fff\u303e\u3400-\u4dbf\u9fa6-\u9fff\ue000-\uf8ff\ufe10-\ufe1f\ufffd]/u;

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
