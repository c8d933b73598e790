import { readFileSync } from 'node:fs';
import { ROW_TYPES } from '../canonical/row-types';
import type { FieldSpec } from '../canonical/field';
import { FUNCTION_NAMES } from '../expression/functions';
import { readMapping } from './load-mapping';
import { mappingFile, rowSetDefinition } from './mapping-schema';

const PAGE = readFileSync('docs/MAPPING.md', 'utf8');
const EXAMPLES = [...PAGE.matchAll(/```yaml\n(.*?)```/gs)].map(([, text = '']) => text);

const described = (name: string, { kind, codes, target, required, private: personal }: FieldSpec): string => {
  const values = codes && codes.length > 0 ? `(${codes.join(' ')})` : kind;
  return `${required ? `**${name}**` : name} ${kind === 'ref' ? `->${target ?? ''}` : values}${personal ? '!' : ''}`;
};

describe('the page about the mapping language', () => {
  it('has examples', () => {
    expect(EXAMPLES.length).toBeGreaterThanOrEqual(5);
  });

  it.each(EXAMPLES.map((text, index) => [index + 1, text]))('shows a mapping that loads (%s)', (index, text) => {
    expect(readMapping(`example-${index}.yaml`, String(text)).rows.size).toBeGreaterThan(0);
  });

  it.each(Object.entries(ROW_TYPES))('lists the fields of %s as they are', (type, fields) => {
    const specs: Readonly<Record<string, FieldSpec>> = fields;
    const line = Object.entries(specs).map(([name, spec]) => described(name, spec));
    expect(PAGE.split('\n')).toContain(`| ${type} | ${line.join(', ')} |`);
  });

  it('names every key of a mapping and of a row set, and every function', () => {
    const keys = [...Object.keys(mappingFile.shape), ...Object.keys(rowSetDefinition.shape)];
    const missing = [...keys, ...FUNCTION_NAMES].filter((name) => !new RegExp(`\\b${name}\\b`).test(PAGE));
    expect(missing).toEqual([]);
  });
});
