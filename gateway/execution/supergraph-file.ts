import { readFileSync, unwatchFile, watchFile } from 'node:fs';
import type { SupergraphManager } from '@apollo/gateway';
import { parse, Kind } from 'graphql';
import type { Logger } from 'pino';
import { stripSecurity } from './strip-security';

type Initialize = SupergraphManager['initialize'];
/** How often the file is looked at. */
const LOOK_MS = 1000;

/** Names of the subgraphs that a supergraph joins. */
export function subgraphNames(supergraphSdl: string): readonly string[] {
  const graphs = parse(supergraphSdl, { noLocation: true }).definitions.flatMap((node) =>
    node.kind === Kind.ENUM_TYPE_DEFINITION && node.name.value === 'join__Graph' ? (node.values ?? []) : [],
  );
  return graphs.flatMap(({ directives = [] }) =>
    directives.flatMap(({ arguments: given = [] }) =>
      given.flatMap(({ name, value }) => (name.value === 'name' && value.kind === Kind.STRING ? value.value : [])),
    ),
  );
}

/**
 * The supergraph of a file. A new text is taken up while requests run; one that cannot be served is refused and the old one stays.
 * The file is looked at rather than watched: mounted folders and files that are replaced tell nothing.
 */
export class SupergraphFile implements SupergraphManager {
  private text = '';

  constructor(
    private readonly path: string,
    private readonly options: { readonly follow: boolean; readonly known: readonly string[] | null; readonly log: Logger },
  ) {}

  initialize({ update }: Parameters<Initialize>[0]): ReturnType<Initialize> {
    const supergraphSdl = this.read();
    if (!this.options.follow) return Promise.resolve({ supergraphSdl });
    watchFile(this.path, { interval: LOOK_MS, persistent: false }, () => this.reload(update));
    return Promise.resolve({
      supergraphSdl,
      cleanup: () => {
        unwatchFile(this.path);
        return Promise.resolve();
      },
    });
  }

  private reload(update: (supergraphSdl: string) => void): void {
    const { log } = this.options;
    const before = this.text;
    try {
      const supergraphSdl = this.read();
      if (this.text === before) return;
      update(supergraphSdl);
      log.info({ file: this.path }, 'supergraph taken up');
    } catch (error) {
      this.text = before;
      log.error({ err: error, file: this.path }, 'supergraph refused, the old one stays');
    }
  }

  /** The text for the planner. @throws when it names a subgraph that nobody runs */
  private read(): string {
    const text = readFileSync(this.path, 'utf8');
    const strangers = subgraphNames(text).filter((name) => this.options.known && !this.options.known.includes(name));
    if (strangers.length > 0) throw new Error(`The supergraph names a subgraph that is not configured: ${strangers.join(', ')}`);
    this.text = text;
    return stripSecurity(text);
  }
}
