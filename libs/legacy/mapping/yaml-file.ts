import { isMap, isNode, isPair, LineCounter, parseDocument, type Document } from 'yaml';
import type { z } from 'zod';
import { MappingError, type MappingProblem } from './mapping-error';

type Path = readonly (string | number)[];

/**
 * A YAML file whose scalars are all text (`NO`, `01`, `1e3` stay what was written) and which knows the line of every path.
 * Problems are collected; `finish` throws all of them at once.
 */
export class YamlFile {
  readonly content: unknown;
  private readonly problems: MappingProblem[] = [];
  private readonly lines = new LineCounter();
  private readonly document: Document;

  constructor(
    readonly file: string,
    text: string,
  ) {
    this.document = parseDocument(text, { schema: 'failsafe', lineCounter: this.lines, prettyErrors: false });
    for (const error of this.document.errors) {
      this.problems.push({ file, line: this.lines.linePos(error.pos[0]).line, message: error.message });
    }
    this.throwIfBroken();
    const content: unknown = this.document.toJS({ maxAliasCount: 100 });
    this.content = content;
  }

  lineOf(path: Path): number {
    for (let length = path.length; length > 0; length -= 1) {
      const line = this.lineOfNode(path.slice(0, length));
      if (line !== null) return line;
    }
    return 1;
  }

  report(path: Path, message: string): void {
    this.problems.push({ file: this.file, line: this.lineOf(path), message });
  }

  /** Reads a part of the file by its schema; what is wrong is reported under `path` and gives null. */
  read<S extends z.ZodType>(schema: S, value: unknown, path: Path): z.output<S> | null {
    const result = schema.safeParse(value);
    if (result.success) return result.data;
    for (const issue of result.error.issues) {
      const at = [...path, ...issue.path.map((part) => (typeof part === 'symbol' ? part.toString() : part))];
      const key = issue.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [];
      this.report([...at, ...key], `${at.join('.') || 'file'}: ${issue.message}`);
    }
    return null;
  }

  throwIfBroken(): void {
    if (this.problems.length > 0) throw new MappingError([...this.problems].sort((a, b) => a.line - b.line));
  }

  private lineOfNode(path: Path): number | null {
    const parent = path.length > 1 ? this.document.getIn(path.slice(0, -1), true) : this.document.contents;
    const name = path.at(-1);
    if (isMap(parent)) {
      const pair = parent.items.find((item) => isPair(item) && isNode(item.key) && String(item.key) === String(name));
      if (pair && isNode(pair.key) && pair.key.range) return this.lines.linePos(pair.key.range[0]).line;
      return null;
    }
    const node = this.document.getIn(path, true);
    return isNode(node) && node.range ? this.lines.linePos(node.range[0]).line : null;
  }
}
