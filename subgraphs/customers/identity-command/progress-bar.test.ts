import { progressBar } from './progress-bar';

const written = (isTTY: boolean): string[] => {
  const texts: string[] = [];
  const bar = progressBar({ isTTY, write: (text) => texts.push(text) });
  bar.show('SCORE', 0, 3);
  bar.show('SCORE', 1, 1000);
  bar.show('SCORE', 3, 3);
  bar.end();
  return texts.map((text) => text.replace('\r\u001b[K', ''));
};

describe('a progress bar', () => {
  it('is drawn on a terminal when it has moved, and taken away at the end', () => {
    expect(written(true)).toEqual([`score      [${' '.repeat(30)}] 0 %`, `score      [${'#'.repeat(30)}] 100 %`, '']);
  });

  it('writes nothing into a file', () => {
    expect(written(false)).toEqual([]);
  });
});
