import { operationsIn, type OperationFile } from './document-id';

/** Plug-in of the code generator: the manifest of trusted documents, id -> audience, name, purpose and text. */
export function plugin(_schema: unknown, files: readonly OperationFile[]): string {
  const entries = operationsIn(files).map(({ id, folder, name, purpose, text }) => [
    id,
    { audience: folder.toUpperCase(), name, ...(purpose !== undefined && { purpose }), text },
  ]);
  return `${JSON.stringify(Object.fromEntries(entries), null, 2)}\n`;
}
