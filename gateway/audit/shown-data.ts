import { getNullableType, isListType, isNonNullType, type GraphQLOutputType } from 'graphql';
import type { AuditedOperation, PersonalField, PersonalShape } from './audited-operation';

type Answered = Record<string, unknown>;
type Path = readonly (string | number)[];

/** What an answer shows about persons. */
export interface Shown {
  /** `[type, field]` of every personal field with a value, by `Type.field`. */
  readonly fields: ReadonlyMap<string, readonly [type: string, field: string]>;
  /** Ids of the objects that show them and of what encloses these; of a source record `system|key`. */
  readonly subjects: ReadonlySet<string>;
  /** Objects with such a field. */
  readonly objects: number;
  /** Of these objects the ones inside no other, and those inside another of their own type; each once, however often it is there. */
  readonly rows: number;
}

/** Reads what the data of an answer show about persons, and takes out what was asked for that alone. */
export function takeShown(data: Answered, { shape, mark }: AuditedOperation): Shown {
  const reading = new Reading(mark);
  reading.object(data, shape, OUTERMOST);
  return reading;
}

/** Where an object stands in an answer. */
interface Place {
  /** Ids of what encloses it. */
  readonly named: readonly string[];
  /** Types of the enclosing objects that show something about a person. */
  readonly types: readonly string[];
}
const OUTERMOST: Place = { named: [], types: [] };

class Reading implements Shown {
  readonly fields = new Map<string, readonly [string, string]>();
  readonly subjects = new Set<string>();
  objects = 0;

  private readonly known = new Set<string>();
  private nameless = 0;
  private readonly names: readonly string[];

  constructor(mark: string) {
    this.names = ['id', 'system', 'key'].map((name) => `${mark}_${name}`);
  }

  get rows(): number {
    return this.known.size + this.nameless;
  }

  object(data: Answered, shape: PersonalShape, around: Place): void {
    const own = this.takeIdentity(data);
    const named = own === null ? around.named : [...around.named, own];
    const types: string[] = [];
    for (const [key, { personal }] of shape) {
      if (personal.length === 0 || isEmpty(data[key])) continue;
      for (const field of personal) {
        const [type, name] = field;
        this.fields.set(`${type}.${name}`, field);
        if (!types.includes(type)) types.push(type);
      }
    }
    if (types.length > 0) {
      this.objects += 1;
      for (const subject of named) this.subjects.add(subject);
      if (around.types.length === 0 || types.some((type) => around.types.includes(type))) this.row(own);
    }
    const inside = { named, types: types.length > 0 ? [...around.types, ...types] : around.types };
    for (const [key, { below }] of shape) if (below.size > 0) this.each(data[key], below, inside);
  }

  private row(own: string | null): void {
    if (own === null) this.nameless += 1;
    else this.known.add(own);
  }

  private each(value: unknown, shape: PersonalShape, around: Place): void {
    if (Array.isArray(value)) for (const item of value) this.each(item, shape, around);
    else if (isObject(value)) this.object(value, shape, around);
  }

  private takeIdentity(data: Answered): string | null {
    const parts: string[] = [];
    for (const name of this.names) {
      const value = data[name];
      if (value === undefined) continue;
      delete data[name];
      if (typeof value === 'string') parts.push(value);
    }
    return parts.length > 0 ? parts.join('|') : null;
  }
}

/** Empties every personal field of an answer. @returns the paths that are null now, and the data, null when they cannot stand without them */
export function withoutPersonal(
  data: Answered,
  shape: PersonalShape,
): { readonly data: Answered | null; readonly lost: readonly Path[] } {
  const lost: Path[] = [];
  return { data: emptied(data, shape, [], lost), lost };
}

function emptied(data: Answered, shape: PersonalShape, path: Path, lost: Path[]): Answered | null {
  for (const [key, field] of shape) {
    const value = data[key];
    if (value === null || value === undefined) continue;
    const left = emptiedField(value, field, [...path, key], lost);
    if (left === null && isNonNullType(field.type)) return null;
    data[key] = left;
  }
  return data;
}

function emptiedField(value: unknown, { personal, type, below }: PersonalField, path: Path, lost: Path[]): unknown {
  if (personal.length > 0) {
    lost.push(path);
    return null;
  }
  return emptiedBelow(value, type, below, path, lost);
}

function emptiedBelow(value: unknown, type: GraphQLOutputType, shape: PersonalShape, path: Path, lost: Path[]): unknown {
  if (Array.isArray(value)) {
    const list = getNullableType(type);
    const item = isListType(list) ? list.ofType : list;
    const items = value.map((each, index) => emptiedBelow(each, item, shape, [...path, index], lost));
    return isNonNullType(item) && items.includes(null) ? null : items;
  }
  return isObject(value) ? emptied(value, shape, path, lost) : value;
}

const isObject = (value: unknown): value is Answered => typeof value === 'object' && value !== null && !Array.isArray(value);

const isEmpty = (value: unknown): boolean =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.every(isEmpty));
