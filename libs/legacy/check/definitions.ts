import { readText } from '../mapping/load-mapping';
import { storedDefinition } from '../mapping/mapping-schema';
import { YamlFile } from '../mapping/yaml-file';

type Path = readonly (string | number)[];
type CodeMap = Readonly<Record<string, string>>;

/** How a stored field was written, which its built codec no longer tells. */
export interface FieldDefinition {
  readonly as: string | null;
  readonly codes: CodeMap | null;
  readonly nulls: readonly string[];
  readonly clean: readonly string[];
}

const PLAIN: FieldDefinition = { as: null, codes: null, nulls: [], clean: [] };

/** A mapping file as it was written: definitions of fields, and the lines of its parts. The file is known to load. */
export class Definitions {
  private constructor(private readonly yaml: YamlFile) {}

  static async read(file: string): Promise<Definitions> {
    return new Definitions(new YamlFile(file, await readText(file)));
  }

  /** Line of `rows.<label>.<...path>`, or of the nearest part around it. */
  lineOf(label: string, ...path: Path): number {
    return this.yaml.lineOf(['rows', label, ...path]);
  }

  /** Line of a part of `source`. */
  headerLine(...path: Path): number {
    return this.yaml.lineOf(['source', ...path]);
  }

  field(label: string, name: string): FieldDefinition {
    const path = ['rows', label, 'fields', name];
    const written = this.at(path);
    if (typeof written !== 'object' || written === null || Array.isArray(written)) return PLAIN;
    const read = storedDefinition.safeParse(written).data;
    if (!read) return PLAIN;
    return {
      as: read.as ?? null,
      codes: typeof read.codes === 'string' ? this.codeMap(read.codes) : (read.codes ?? null),
      nulls: read.nulls ?? [],
      clean: read.clean ?? [],
    };
  }

  /** The field uses a code map of the file's head. */
  isShared(label: string, name: string): boolean {
    const written = this.at(['rows', label, 'fields', name, 'codes']);
    return typeof written === 'string';
  }

  /** A code map of the file's head. */
  codeMap(name: string): CodeMap | null {
    const written = this.at(['codes', name]);
    if (typeof written !== 'object' || written === null) return null;
    return Object.fromEntries(Object.entries(written).map(([code, value]) => [code, String(value)]));
  }

  private at(path: Path): unknown {
    return path.reduce<unknown>((value, key) => (isRecord(value) ? value[String(key)] : undefined), this.yaml.content);
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
