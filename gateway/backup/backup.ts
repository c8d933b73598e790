import { runCommand } from '../callers/command/run-command';
import { readConfig } from '../config';
import { backupCommand } from './backup-command';

runCommand(async () => backupCommand(process.argv.slice(2), readConfig()));
