import { dirname, resolve } from 'node:path';
import { z } from 'zod';
import { readText } from '../mapping/load-mapping';
import { strictObject } from '../mapping/strict-object';
import { YamlFile } from '../mapping/yaml-file';

/** Which mapping serves which subgraphs. */
export interface SourceBinding {
  /** Absolute path. */
  readonly mapping: string;
  readonly subgraphs: readonly string[];
  readonly line: number;
}

const sourcesFile = strictObject({
  sources: z.array(strictObject({ mapping: z.string().min(1), subgraphs: z.array(z.string().min(1)).min(1) })),
});

/** Loads a sources.yaml; mapping paths are relative to it. @throws MappingError */
export async function loadSourcesFile(file: string): Promise<readonly SourceBinding[]> {
  const yaml = new YamlFile(file, await readText(file));
  const content = yaml.read(sourcesFile, yaml.content, []);
  yaml.throwIfBroken();
  return (content?.sources ?? []).map(({ mapping, subgraphs }, index) => ({
    mapping: resolve(dirname(file), mapping),
    subgraphs,
    line: yaml.lineOf(['sources', index]),
  }));
}
