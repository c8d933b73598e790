import { z } from 'zod';
import { money } from '#core/money';
import type { FieldSpec } from '../canonical/field';
import { ROW_TYPES, type RowType } from '../canonical/row-types';
import { buildCodec } from '../codec/build-codec';
import { cleaner } from '../codec/clean';
import type { Expression } from '../expression/ast';
import { compileDerive } from '../expression/evaluate';
import { ExpressionError } from '../expression/expression-error';
import { parseExpression } from '../expression/parse-expression';
import type { ConstantField, DerivedField, MappedField, RefField, RefTarget, StoredField } from './mapping';
import { deriveDefinition, refDefinition, storedDefinition, valueDefinition } from './mapping-schema';
import { nearHint } from './near-names';
import type { SourceHeader } from './row-set-reader';
import type { YamlFile } from './yaml-file';

type Path = readonly (string | number)[];
const hasKey = (value: unknown, key: string): boolean => typeof value === 'object' && value !== null && key in value;

/** Reads the definition of one field; problems go to the file. */
export class FieldReader {
  constructor(
    private readonly file: YamlFile,
    private readonly header: SourceHeader,
    private readonly expression: (text: string, path: Path) => Expression | null,
  ) {}

  field(name: string, spec: FieldSpec, value: unknown, path: Path): MappedField | null {
    if (hasKey(value, 'value')) return this.constant(spec, value, path);
    if (hasKey(value, 'ref')) return this.ref(value, path);
    if (spec.kind === 'ref') {
      this.file.report(path, `${name} is a reference: write { ref: ${spec.target ?? 'Party'}, from: ... }`);
      return null;
    }
    const short = z.union([z.string(), z.array(z.string())]).safeParse(value);
    return this.stored(name, spec, short.success ? { from: short.data } : value, path);
  }

  derived(value: unknown, path: Path): DerivedField | null {
    const definition = typeof value === 'string' ? { of: value } : this.file.read(deriveDefinition, value, path);
    if (!definition) return null;
    try {
      return { kind: 'derived', derivation: compileDerive(parseExpression(definition.of)), line: this.file.lineOf(path) };
    } catch (error) {
      if (!(error instanceof ExpressionError)) throw error;
      this.file.report(path, error.message);
      return null;
    }
  }

  private constant(spec: FieldSpec, value: unknown, path: Path): ConstantField | null {
    const definition = this.file.read(valueDefinition, value, path);
    if (!definition) return null;
    const text = definition.value;
    const line = this.file.lineOf(path);
    if (spec.kind === 'bool') return { kind: 'constant', value: text === 'true', line };
    if (spec.kind === 'int') return { kind: 'constant', value: Number(text), line };
    if (spec.kind === 'money') return { kind: 'constant', value: money(text, this.header.currency), line };
    const { codes } = spec;
    if (codes && codes.length > 0 && !codes.includes(text)) {
      this.file.report(path, `${text} is not a value of this field; it takes ${codes.join(', ')}`);
    }
    return { kind: 'constant', value: text, line };
  }

  private stored(name: string, spec: FieldSpec, value: unknown, path: Path): StoredField | null {
    const definition = this.file.read(storedDefinition, value, path);
    if (!definition) return null;
    const parts = definition.from.flatMap((text) => this.expression(text, path) ?? []);
    const codes = typeof definition.codes === 'string' ? this.codeMap(definition.codes, path) : definition.codes;
    const currency = typeof definition.currency === 'string' ? this.expression(definition.currency, path) : null;
    const fixed = typeof definition.currency === 'object' ? definition.currency.value : this.header.currency;
    // Helper fields hold amounts too: they are what `currency`, or the shape of the name, says.
    const kind =
      spec.kind === 'text' && name.endsWith('Stored')
        ? helperKind(definition.as, definition.currency !== undefined, parts)
        : spec.kind;
    try {
      const codec = buildCodec({
        kind,
        as: definition.as,
        codes,
        allowed: spec.codes,
        nulls: definition.nulls,
        clean: definition.clean,
        currency: fixed,
        currencyCodes: this.header.codes.currency,
        constantCurrency: kind === 'money' && currency === null,
        timezone: this.header.timezone,
        nullDates: this.header.nullDates,
      });
      return parts.length === definition.from.length
        ? { kind: 'stored', parts, currency, codec, line: this.file.lineOf(path) }
        : null;
    } catch (error) {
      this.file.report(path, error instanceof Error ? error.message : String(error));
      return null;
    }
  }

  private codeMap(name: string, path: Path): Readonly<Record<string, string>> | undefined {
    const codes = this.header.codes[name];
    if (!codes) this.file.report(path, `there is no code map ${name}${nearHint(name, Object.keys(this.header.codes))}`);
    return codes;
  }

  private ref(value: unknown, path: Path): RefField | null {
    const definition = this.file.read(refDefinition, value, path);
    if (!definition) return null;
    const targets = definition.ref.flatMap((text) => this.target(text, path) ?? []);
    const parts = definition.from.flatMap((text) => this.expression(text, path) ?? []);
    try {
      const clean = cleaner(definition.clean);
      const variants = (definition.variants ?? ['raw']).map(variant);
      return {
        kind: 'ref',
        targets,
        parts,
        by: definition.by ?? null,
        nulls: definition.nulls ?? [],
        variants: variants.map((change) => (text: string) => change(clean ? clean(text) : text)),
        line: this.file.lineOf(path),
      };
    } catch (error) {
      this.file.report(path, error instanceof Error ? error.message : String(error));
      return null;
    }
  }

  private target(text: string, path: Path): RefTarget | null {
    const [type = '', system = null] = text.split('.').reverse();
    if (type in ROW_TYPES) return { system, type: type as RowType };
    this.file.report(path, `there is no row type ${type}${nearHint(type, Object.keys(ROW_TYPES))}`);
    return null;
  }
}

function helperKind(as: string | undefined, hasCurrency: boolean, parts: readonly Expression[]): FieldSpec['kind'] {
  if (as !== undefined) return 'text';
  if (hasCurrency) return 'money';
  const [part] = parts;
  if (part?.kind === 'call' && ['sum', 'abs'].includes(part.name)) return 'money';
  return part && ['binary', 'isNull', 'in', 'not', 'between', 'like'].includes(part.kind) && !isArithmetic(part)
    ? 'bool'
    : 'text';
}

const isArithmetic = (part: Expression): boolean => part.kind === 'binary' && ['+', '-', '*', '/'].includes(part.op);

/** A finite way to write a typed reference. */
function variant(name: string): (text: string) => string {
  if (name === 'raw') return (text) => text;
  if (name === 'upper') return (text) => text.toUpperCase();
  if (name === 'unpad') return (text) => text.replace(/^0+(?=.)/, '');
  const pad = /^pad (\S) (\d{1,2})$/.exec(name);
  if (pad?.[1]) {
    const [, fill, width] = pad;
    return (text) => text.padStart(Number(width), fill);
  }
  throw new Error(`unknown variant "${name}"; known are raw, upper, unpad, pad <character> <width>`);
}
