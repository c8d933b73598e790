import { readCommandConfig } from '#legacy/commands/config';
import { runSource } from '#legacy/commands/run-source';

export interface CommandResult {
  readonly code: number;
  readonly out: string;
  readonly error: string;
}

/** Runs `source <arguments>` in this process with an environment of its own. */
export async function runCommand(
  argv: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<CommandResult> {
  const written = { out: '', error: '' };
  const code = await runSource(argv, readCommandConfig(environment), {
    write: (text) => void (written.out += text),
    writeError: (text) => void (written.error += text),
    folder: process.cwd(),
  });
  return { code, ...written };
}
