/** `limits.yaml` with one thing changed. */
export interface LimitMutant {
  readonly rule: string;
  readonly file: unknown;
}

type Table = Readonly<Record<string, unknown>>;

const isTable = (value: unknown): value is Table => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Each number one more and one less, each entry gone, each name of a list gone: whatever stands in the file. */
export function mutantsOfLimits(file: unknown): readonly LimitMutant[] {
  return changesOf(file, 'limits.yaml');
}

function changesOf(value: unknown, at: string): readonly LimitMutant[] {
  if (typeof value === 'number')
    return [
      { rule: `${at} is ${value + 1}`, file: value + 1 },
      { rule: `${at} is ${value - 1}`, file: value - 1 },
    ];
  if (Array.isArray(value)) {
    const list: readonly unknown[] = value;
    return list.map((each) => ({ rule: `${at} without ${String(each)}`, file: list.filter((other) => other !== each) }));
  }
  if (!isTable(value)) throw new Error(`${at} is neither a number nor a list nor a table: say what changes it`);
  return Object.entries(value).flatMap(([key, inner]) => [
    { rule: `${at} without ${key}`, file: Object.fromEntries(Object.entries(value).filter(([other]) => other !== key)) },
    ...changesOf(inner, `${at} ${key}`).map(({ rule, file }) => ({ rule, file: { ...value, [key]: file } })),
  ]);
}
