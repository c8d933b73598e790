import { operationsIn, type OperationFile } from './document-id';

/** Plug-in of the code generator: a constant for each operation, with its id and the types of its variables and answer. */
export function plugin(_schema: unknown, files: readonly OperationFile[]): { prepend: string[]; content: string } {
  const constants = operationsIn(files).map(
    ({ id, name, kind }) =>
      `export const ${name}Document: TrustedDocument<${name}${kind}, ${name}${kind}Variables> = {\n  documentId: '${id}',\n  operationName: '${name}',\n};`,
  );
  return { prepend: ["import type { TrustedDocument } from './execute';"], content: constants.join('\n\n') };
}
