import { buildCodec } from '../codec/build-codec';
import type { Codec } from '../codec/codec';
import type { FieldContext } from './build-field';
import { parseDuration } from './duration';
import type { Changes, Link } from './mapping';
import type { ChangesDefinition } from './mapping-schema';
import { nearHint } from './near-names';

type Path = readonly (string | number)[];

const DAY_SECONDS = 86_400;

/** Reads how changed rows of a row set are found. */
export function buildChanges(
  context: FieldContext,
  { by, as, overlap, also = [], compare }: ChangesDefinition,
  links: ReadonlyMap<string, Link>,
  path: Path,
): Changes | null {
  const { scope, yaml, type } = context;
  const codec = watermarkCodec(context, as, [...path, 'as']);
  const children = also.flatMap((child, index) => {
    const at = [...path, 'also', index];
    if (!links.has(child.link))
      yaml.report(at, `${type}.changes: unknown link ${child.link}${nearHint(child.link, links.keys())}`);
    const childCodec = watermarkCodec(context, child.as ?? as, [...at, 'as']);
    return childCodec ? [{ link: child.link, by: scope.sql(child.by, [...at, 'by'], child.link), codec: childCodec }] : [];
  });
  if (!codec) return null;
  return {
    by: scope.sql(by, [...path, 'by']),
    codec,
    overlapSeconds: parseDuration(overlap ?? '') ?? 0,
    also: children,
    compareSeconds: compare === 'never' ? null : (parseDuration(compare ?? '') ?? DAY_SECONDS),
  };
}

/** A watermark grows with time: a day, a point in time or a number whose stored order is its order. */
function watermarkCodec({ yaml, source, type }: FieldContext, as: string | undefined, path: Path): Codec | null {
  const kind = as?.startsWith('date') ? 'date' : as?.startsWith('int') ? 'int' : 'instant';
  try {
    const codec = buildCodec({ kind, as, timezone: source.timezone, currency: source.currency, nullDates: source.nullDates });
    if (codec.sortable) return codec;
    yaml.report(path, `${type}.changes: stored values of "${as ?? kind}" are not in the order of time`);
  } catch (error) {
    yaml.report(path, `${type}.changes: ${error instanceof Error ? error.message : String(error)}`);
  }
  return null;
}
