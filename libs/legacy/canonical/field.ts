/** What a canonical field holds; the TypeScript value of each kind stands in `ValueOf`. */
export type FieldKind = 'text' | 'code' | 'date' | 'instant' | 'money' | 'decimal' | 'int' | 'bool' | 'list' | 'ref';

/** Declaration of one field of a canonical row type. */
export interface FieldSpec<K extends FieldKind = FieldKind, C extends string = string> {
  readonly kind: K;
  /** A row without this field is not a row of the type: the mapping must map it. */
  readonly required: boolean;
  /** Personal data by nature; a mapping can tag more fields, never fewer. */
  readonly private: boolean;
  /** Closed set of values of a `code` field. */
  readonly codes?: readonly C[];
  /** Row type a `ref` field points to. */
  readonly target?: string;
}

const field = <K extends FieldKind>(kind: K): FieldSpec<K> => ({ kind, required: false, private: false });

export const text = field('text');
export const date = field('date');
export const instant = field('instant');
export const money = field('money');
export const decimal = field('decimal');
export const int = field('int');
export const bool = field('bool');
export const list = field('list');
export const code = <const C extends string>(...codes: readonly C[]): FieldSpec<'code', C> => ({ ...field('code'), codes });
export const ref = (target: string): FieldSpec<'ref'> => ({ ...field('ref'), target });
export const required = <S extends FieldSpec>(spec: S): S => ({ ...spec, required: true });
export const personal = <S extends FieldSpec>(spec: S): S => ({ ...spec, private: true });
