/** Where a command writes. */
export interface Output {
  write(text: string): void;
  writeError(text: string): void;
  /** Folder that printed paths are relative to. */
  readonly folder: string;
}
