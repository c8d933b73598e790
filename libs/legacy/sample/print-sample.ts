import type { Stored } from '../codec/codec';
import { valueText, type SampledField, type SampledRow } from './sample-rows';

const NAME_WIDTH = 18;
const VALUE_WIDTH = 40;

/** Sampled rows as text: canonical value on the left, stored values on the right. */
export function printSample(type: string, rows: readonly SampledRow[]): string {
  return rows.map(({ key, fields }) => [`${type} ${key}`, ...fields.map(line)].join('\n')).join('\n\n') + '\n';
}

function line({ name, value, reason, stored, derivedFrom }: SampledField): string {
  const shown = `${valueText(value)}${reason === null ? '' : ` (${reason})`}`.replace(/\s+/gu, ' ');
  const from = Object.entries(stored).map(([column, content]) => `${column} = ${storedText(content)}`);
  const origin = from.length > 0 ? from.join(', ') : derivedFrom.length > 0 ? `from ${derivedFrom.join(', ')}` : '';
  return `  ${name.padEnd(NAME_WIDTH)} ${shown.padEnd(VALUE_WIDTH)} ${origin}`.trimEnd();
}

function storedText(content: Stored): string {
  if (content === null) return 'NULL';
  return typeof content === 'number' ? String(content) : `'${content.replace(/\s+/gu, ' ')}'`;
}
