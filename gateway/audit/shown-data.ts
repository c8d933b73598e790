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
}

/** Reads what the data of an answer show about persons, and takes out what was asked for that alone. */
export function takeShown(data: Answered, { shape, mark }: AuditedOperation): Shown {
  const reading = new Reading(mark);
  reading.object(data, shape, []);
  return reading;
}

class Reading implements Shown {
  readonly fields = new Map<string, readonly [string, string]>();
  readonly subjects = new Set<string>();
  objects = 0;

  private readonly names: readonly string[];

  constructor(mark: string) {
    this.names = ['id', 'system', 'key'].map((name) => `${mark}_${name}`);
  }

  object(data: Answered, shape: PersonalShape, enclosing: readonly string[]): void {
    const own = this.takeIdentity(data);
    const named = own === null ? enclosing : [...enclosing, own];
    let shows = false;
    for (const [key, { personal, below }] of shape) {
      const value = data[key];
      if (value === null || value === undefined) continue;
      if (personal.length > 0 && !isEmpty(value)) {
        shows = true;
        for (const field of personal) this.fields.set(field.join('.'), field);
      }
      if (below.size > 0) this.each(value, below, named);
    }
    if (!shows) return;
    this.objects += 1;
    for (const subject of named) this.subjects.add(subject);
  }

  private each(value: unknown, shape: PersonalShape, enclosing: readonly string[]): void {
    if (Array.isArray(value)) for (const item of value) this.each(item, shape, enclosing);
    else if (isObject(value)) this.object(value, shape, enclosing);
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
  value === '' || (Array.isArray(value) && value.every((item) => item === null || isEmpty(item)));
