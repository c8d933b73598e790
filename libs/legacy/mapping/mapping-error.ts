/** One thing wrong in a file that people write; `line` counts from 1. */
export interface MappingProblem {
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

/** A mapping or sources file that cannot be used, with everything that is wrong in it. */
export class MappingError extends Error {
  constructor(readonly problems: readonly MappingProblem[]) {
    super(problems.map(({ file, line, message }) => `${file}:${line} ${message}`).join('\n'));
    this.name = 'MappingError';
  }
}
