import type { Asked } from '../compile/read-statements';
import type { Expression } from '../expression/ast';
import type { RowSet } from '../mapping/mapping';
import type { LegacyDatabase, StatementLimits } from '../source/legacy-database';
import { placesOf, TextColumns, type Place } from './text-columns';

/**
 * The asked columns and keys as they can be compared. Keys have no trailing blanks: where a database counts them, a column that holds any
 * is compared without, past its index. A key with a character that the column cannot hold is the key of no row, and the server would
 * refuse to compare them.
 */
export async function comparableKeys(
  database: LegacyDatabase,
  rowSet: RowSet,
  asked: Asked,
  limits: StatementLimits,
): Promise<Asked> {
  const columns: Expression[] = [];
  let { tuples } = asked;
  for (const [index, column] of asked.columns.entries()) {
    const places = column.kind === 'column' ? placesOf(rowSet, column.alias ?? rowSet.alias, column.name) : [];
    const isPadded = await some(places, (place) => TextColumns.of(database).comparesTrailingBlanks(place, limits));
    columns.push(isPadded ? { kind: 'call', name: 'rtrim', args: [column] } : column);
    const lost = await lostTexts(
      database,
      places,
      tuples.map((tuple) => tuple[index] ?? ''),
      limits,
    );
    if (lost.size > 0) tuples = tuples.filter((tuple) => !lost.has(tuple[index] ?? ''));
  }
  return { columns, tuples };
}

async function lostTexts(
  database: LegacyDatabase,
  places: readonly Place[],
  texts: readonly string[],
  limits: StatementLimits,
): Promise<ReadonlySet<string>> {
  // Every character set has those of ASCII.
  const special = [...new Set(texts.filter((text) => /[^\0-\x7f]/.test(text)))];
  if (special.length === 0 || places.length === 0) return new Set();
  let lost: readonly string[] = special;
  for (const place of places) {
    const charset = await TextColumns.of(database).narrowCharset(place, limits);
    lost = charset === null ? [] : await lostIn(database, charset, lost, limits);
  }
  return new Set(lost);
}

async function lostIn(
  database: LegacyDatabase,
  charset: string,
  texts: readonly string[],
  limits: StatementLimits,
): Promise<readonly string[]> {
  if (texts.length === 0) return [];
  // The inner one keeps MySQL from converting the parameter itself, which it refuses instead of losing the character.
  const kept = texts.map(() => `convert(convert(convert(? using utf8mb4) using ${charset}) using utf8mb4) = ?`).join(', ');
  const [found = []] = await database.query(
    `select ${kept}`,
    texts.flatMap((text) => [text, text]),
    limits,
  );
  return texts.filter((_text, index) => Number(found[index]) !== 1);
}

async function some(places: readonly Place[], holds: (place: Place) => Promise<boolean>): Promise<boolean> {
  for (const place of places) if (await holds(place)) return true;
  return false;
}
