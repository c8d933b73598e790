import { ConfigError } from './config';
import { DataDirInUseError, DataDirUnusableError } from './data-dir-lock';
import { StoreLockedError, StoreTooNewError } from './store/migration';
import { MappingError } from '#legacy/mapping/mapping-error';
import { systemErrorCode } from '#core/system-error';

/** A process that serves until it is told to stop. */
export interface Stoppable {
  stop(): Promise<void>;
}

/** Starts a process, ends it gracefully on SIGTERM and SIGINT, and says in words why it cannot start. */
export function runProcess(start: () => Promise<Stoppable>, explain: (error: unknown) => string = explainStart): void {
  start().then(
    (running) => {
      let stopping = false;
      const stop = (): void => {
        // npm and tsx pass the signal on, so that it comes more than once.
        if (stopping) return;
        stopping = true;
        running.stop().then(
          () => process.exit(0),
          () => process.exit(1),
        );
      };
      process.on('SIGTERM', stop);
      process.on('SIGINT', stop);
    },
    (error: unknown) => {
      process.stderr.write(`${explain(error)}\n`);
      process.exit(1);
    },
  );
}

const OURS = [MappingError, DataDirInUseError, DataDirUnusableError, StoreTooNewError, StoreLockedError];

/** What a person can do about a failed start. */
export function explainStart(error: unknown): string {
  if (error instanceof ConfigError) return `Settings that cannot be used:\n${error.message}`;
  if (error instanceof Error && OURS.some((kind) => error instanceof kind)) return error.message;
  switch (systemErrorCode(error)) {
    case 'EADDRINUSE':
      return 'The port is in use. Start on another one: PORT=<number>';
    case 'EACCES':
    case 'EROFS':
      return 'DATA_DIR cannot be written. Name a folder that can: DATA_DIR=/path';
    case 'ENOENT':
      return error instanceof Error && 'path' in error && typeof error.path === 'string'
        ? `${error.path} does not exist. Check the settings that name files: .env.example tells them.`
        : String(error);
    case 'ENOSPC':
      return 'The disk of DATA_DIR is full. Make room, or name another folder: DATA_DIR=/path';
    default:
      return error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
}
