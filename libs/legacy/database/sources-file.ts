import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { z } from 'zod';
import { strictObject } from '../definition/strict-object';
import { YamlFile } from '../definition/yaml-file';

const SourcesFile = strictObject({
  sources: z.array(strictObject({ mapping: z.string().min(1), subgraphs: z.array(z.string()).min(1) })),
});

/** Mapping files bound to a subgraph, in the order of the file. @throws MappingError with file and line */
export async function mappingsOf(path: string, subgraph: string): Promise<readonly string[]> {
  const file = new YamlFile(path, await readFile(path, 'utf8'));
  const content = file.read(SourcesFile, file.content, []);
  file.throwIfBroken();
  return (content?.sources ?? [])
    .filter(({ subgraphs }) => subgraphs.includes(subgraph))
    .map(({ mapping }) => resolve(dirname(path), mapping));
}
