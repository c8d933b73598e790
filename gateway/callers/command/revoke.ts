import { readConfig } from '../../config';
import { revokeCommand } from './revoke-command';
import { runCommand } from './run-command';

runCommand(() => revokeCommand(process.argv.slice(2), readConfig(), Date.now()));
