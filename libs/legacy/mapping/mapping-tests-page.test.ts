import { existsSync, readFileSync } from 'node:fs';

const PAGE = readFileSync('docs/MAPPING-TESTS.md', 'utf8');
const ROWS = [...PAGE.matchAll(/^\| (?!what |---)(.+?) \| (\w+) \| `([^`]+)`: (.+) \|$/gm)].map(([, what, on, file, title]) => ({
  what: String(what),
  on: String(on),
  file: String(file),
  title: String(title),
}));

// demo-databases opens the demo on both engines, too.
const ENGINES: Readonly<Record<string, RegExp>> = {
  both: /describe(Engines|Demo)\(/,
  server: /describeMysql\(|'mysql'/,
  any: /./,
};

describe('the page about what holds the mapping language', () => {
  it('has a row for every line of its tables', () => {
    const lines = PAGE.split('\n').filter((line) => /^\| (?!what |---)/.test(line));
    expect(ROWS.length).toBe(lines.length);
    expect(ROWS.length).toBeGreaterThan(60);
  });

  it.each(ROWS)('names a test that is there: $what', ({ on, file, title }) => {
    expect(existsSync(file)).toBe(true);
    const text = readFileSync(file, 'utf8');
    const written = [`'${title.replaceAll("'", "\\'")}'`, `"${title}"`, `\`${title}\``];
    expect(written.some((each) => text.includes(each))).toBe(true);
    expect(text).toMatch(ENGINES[on] ?? /$^/);
  });
});
