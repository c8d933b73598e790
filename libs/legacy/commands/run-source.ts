import { DomainError } from '#core/errors';
import { StatementFailed } from '../introspection/probe';
import { MappingError } from '../mapping/mapping-error';
import { readArguments } from './arguments';
import { runCheck } from './check-command';
import type { CommandConfig } from './config';
import { runDraft } from './draft-command';
import { runExplain } from './explain-command';
import type { Output } from './output';
import { runSample } from './sample-command';
import { USAGE, UsageError } from './usage';

/** Runs `source <command>` and gives its exit code. */
export async function runSource(argv: readonly string[], config: CommandConfig, out: Output): Promise<number> {
  try {
    const call = readArguments(argv);
    switch (call.command) {
      case 'help':
        out.write(USAGE);
        return argv.includes('--help') ? 0 : 2;
      case 'check':
        return await runCheck(call, config, out);
      case 'draft':
        return await runDraft(call, config, out);
      case 'sample':
        return await runSample(call, config, out);
      case 'explain':
        return await runExplain(call, config, out);
    }
  } catch (error) {
    if (error instanceof UsageError) {
      out.writeError(`${error.message}\n\nnpm run source -- --help tells how to call it\n`);
      return 2;
    }
    if (error instanceof MappingError) {
      out.writeError(`${error.message}\n`);
      return 1;
    }
    if (error instanceof DomainError || error instanceof StatementFailed) {
      out.writeError(`${error.message}${causeOf(error)}\n`);
      return 1;
    }
    throw error;
  }
}

// The driver's words name host and user, never the password.
function causeOf({ cause }: Error): string {
  if (!(cause instanceof Error)) return '';
  return `: ${cause.message !== '' ? cause.message : 'code' in cause ? String(cause.code) : cause.name}`;
}
