import { createHash } from 'node:crypto';
import { isMap, isNode, isPair, LineCounter, parseDocument, type Document } from 'yaml';
import type { z } from 'zod';
import { MappingError, type MappingProblem } from './mapping-error';

type Path = readonly (string | number)[];

interface Place {
  readonly file: string;
  readonly line: number;
}

const REMOVED = '~';

/**
 * A YAML file whose scalars are all text (`NO`, `01`, `1e3` stay what was written) and which knows the line of every path. Laid over
 * another one it replaces what it names and keeps the rest; `~` takes a key out.
 * Problems are collected; `finish` throws all of them at once.
 */
export class YamlFile {
  readonly content: unknown;
  /** Changes with every edit of the file or of what it is laid over. */
  readonly hash: string;
  private reported: MappingProblem[] = [];
  private readonly lines = new LineCounter();
  private readonly document: Document;

  constructor(
    readonly file: string,
    text: string,
    private readonly base: YamlFile | null = null,
  ) {
    this.hash = createHash('sha256')
      .update(`${base?.hash ?? ''}${text}`)
      .digest('base64url')
      .slice(0, 12);
    this.document = parseDocument(text, { schema: 'failsafe', lineCounter: this.lines, prettyErrors: false });
    for (const error of this.document.errors) {
      this.reported.push({ file, line: this.lines.linePos(error.pos[0]).line, message: error.message });
    }
    this.throwIfBroken();
    const content: unknown = this.document.toJS({ maxAliasCount: 100 });
    this.content = base ? laidOver(base.content, content) : content;
  }

  lineOf(path: Path): number {
    return this.placeOf(path).line;
  }

  placeOf(path: Path): Place {
    for (let length = path.length; length > 0; length -= 1) {
      const place = this.exactPlace(path.slice(0, length));
      if (place) return place;
    }
    return { file: this.file, line: 1 };
  }

  private exactPlace(path: Path): Place | null {
    const line = this.lineOfNode(path);
    return line === null ? (this.base?.exactPlace(path) ?? null) : { file: this.file, line };
  }

  get problems(): readonly MappingProblem[] {
    return this.reported;
  }

  report(path: Path, message: string): void {
    this.reported.push({ ...this.placeOf(path), message });
  }

  /** What `work` reports, taken out of the problems of the file. */
  problemsOf(work: () => void): readonly MappingProblem[] {
    const before = this.reported;
    this.reported = [];
    work();
    const found = this.reported;
    this.reported = before;
    return found;
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
    if (this.reported.length > 0) throw new MappingError([...this.reported].sort((a, b) => a.line - b.line));
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

function laidOver(base: unknown, over: unknown): unknown {
  if (!isRecord(base) || !isRecord(over)) return over;
  const merged = { ...base };
  for (const [key, value] of Object.entries(over)) {
    if (value === REMOVED) delete merged[key];
    else merged[key] = Object.hasOwn(base, key) ? laidOver(base[key], value) : value;
  }
  return merged;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
