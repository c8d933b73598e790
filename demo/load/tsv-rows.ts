import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';

const ESCAPED: Readonly<Record<string, string>> = { t: '\t', n: '\n', '\\': '\\' };

function cellOf(text: string): string | null {
  if (text === '\\N') return null;
  return text.includes('\\') ? text.replace(/\\(.)/g, (_, letter: string) => ESCAPED[letter] ?? letter) : text;
}

/** Rows of a tab-separated file, in groups. */
export async function* readTsvRows(path: string, rowsPerGroup: number): AsyncGenerator<(string | null)[][]> {
  let group: (string | null)[][] = [];
  const lines = createInterface({ input: createReadStream(path, 'utf8'), crlfDelay: Infinity });
  for await (const line of lines) {
    group.push(line.split('\t').map(cellOf));
    if (group.length < rowsPerGroup) continue;
    yield group;
    group = [];
  }
  if (group.length > 0) yield group;
}
