import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { GroundTruth } from '../ground-truth';
import { type Manifest } from './manifest';
import { type Step, type StepTarget } from './step-target';
import { type FileDigest, TextFile } from './text-file';
import { WrittenDirectory } from './written-directory';

const NAMES = Object.keys(new GroundTruth().files());
const MANIFEST = 'manifest.json';

/** What is true behind the data, one JSON object per line; without a directory it is digested only. */
export class TruthFiles implements StepTarget {
  readonly digests: Record<string, FileDigest> = {};
  private readonly directory: WrittenDirectory | null;
  private readonly files: ReadonlyMap<string, TextFile>;

  /** `manifest` is asked with what is known of the complete files; its answer is written beside them. */
  constructor(
    directory: string | null,
    private readonly manifest: (digests: Readonly<Record<string, FileDigest>>) => Manifest | null = () => null,
  ) {
    this.directory =
      directory === null ? null : new WrittenDirectory(directory, [...NAMES.map((name) => `${name}.ndjson`), MANIFEST]);
    const aside = this.directory?.aside;
    this.files = new Map(NAMES.map((name) => [name, new TextFile(aside === undefined ? null : join(aside, `${name}.ndjson`))]));
  }

  take({ truth }: Step): void {
    for (const [name, facts] of Object.entries(truth.files())) {
      const file = this.files.get(name);
      for (const fact of facts) file?.append(`${JSON.stringify(fact)}\n`);
    }
  }

  finish(): void {
    for (const [name, file] of this.files) this.digests[name] = file.finish();
    const manifest = this.manifest(this.digests);
    if (this.directory !== null && manifest !== null)
      writeFileSync(join(this.directory.aside, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`);
    this.directory?.finish();
  }

  abort(): void {
    for (const file of this.files.values()) file.close();
    this.directory?.abort();
  }
}
