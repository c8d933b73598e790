import { watermark, type Watermark } from '../codec/watermark';
import type { FieldContext } from './build-field';
import type { Changes, Link } from './mapping';
import type { ChangesDefinition } from './mapping-schema';
import { nearHint } from './near-names';

type Path = readonly (string | number)[];

const DAY_MS = 86_400_000;

/** Reads how a row tells when it changed; null when that is broken, and then the problem is reported. */
export function buildChanges(
  context: FieldContext,
  { by, as, overlap = 0, also = [], compare = DAY_MS }: ChangesDefinition,
  links: ReadonlyMap<string, Link>,
  path: Path,
): Changes | null {
  const { scope, yaml, type } = context;
  const own = markOf(context, as, overlap, by.length, [...path, 'as']);
  const children = also.flatMap((child, index) => {
    const at = [...path, 'also', index];
    if (!links.has(child.link))
      yaml.report(at, `${type}.changes: unknown link ${child.link}${nearHint(child.link, links.keys())}`);
    const mark = markOf(context, child.as ?? as, overlap, 1, [...at, 'as']);
    return mark ? [{ link: child.link, by: scope.sql(child.by, [...at, 'by'], child.link), watermark: mark }] : [];
  });
  if (!own) return null;
  return { by: by.map((text) => scope.sql(text, [...path, 'by'])), watermark: own, also: children, compareMs: compare };
}

function markOf(context: FieldContext, as: string | undefined, overlapMs: number, columns: number, path: Path): Watermark | null {
  try {
    return watermark(as ?? 'instant datetime', overlapMs, columns, context.source);
  } catch (error) {
    context.yaml.report(path, `${context.type}.changes: ${error instanceof Error ? error.message : String(error)}`);
    return null;
  }
}
