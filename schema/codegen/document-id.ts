import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Kind, OperationTypeNode, print, type DocumentNode } from 'graphql';

/** A file of `schema/operations`, as the code generator gives it to a plugin. */
export interface OperationFile {
  readonly location?: string;
  readonly document?: DocumentNode;
}

/** One operation that clients may name instead of sending its text. */
export interface Operation {
  /** `sha256:` and the hexadecimal hash of the text. */
  readonly id: string;
  readonly name: string;
  /** The document as GraphQL prints it: without comments, one form of white space. */
  readonly text: string;
  /** Folder of the file. */
  readonly folder: string;
  readonly kind: 'Query' | 'Mutation';
  /** What `# Purpose: NAME` above it declares. */
  readonly purpose?: string;
}

/** The operations of the files, in the order of folder and name. @throws Error naming a file that does not hold one named operation */
export function operationsIn(files: readonly OperationFile[]): readonly Operation[] {
  return files.map(operationOf).sort((a, b) => `${a.folder} ${a.name}`.localeCompare(`${b.folder} ${b.name}`, 'en'));
}

const PURPOSE = /^# Purpose: ([A-Z_]+)$/m;

function operationOf({ location = '', document }: OperationFile): Operation {
  const operations = document?.definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION) ?? [];
  const [operation] = operations;
  if (!document || !operation?.name || operations.length > 1)
    throw new Error(`${location}: a file holds one operation with a name, and the fragments it uses`);
  if (operation.operation === OperationTypeNode.SUBSCRIPTION) throw new Error(`${location}: subscriptions are not served`);
  const text = print(document);
  const purpose = PURPOSE.exec(readFileSync(location, 'utf8'))?.[1];
  return {
    id: `sha256:${createHash('sha256').update(text).digest('hex')}`,
    name: operation.name.value,
    text,
    folder: location.split('/').at(-2) ?? '',
    kind: operation.operation === OperationTypeNode.MUTATION ? 'Mutation' : 'Query',
    ...(purpose !== undefined && { purpose }),
  };
}
