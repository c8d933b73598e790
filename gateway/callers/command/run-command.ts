/** Runs a command: what it returns goes to standard output; a failure is told on standard error and ends with status 1. */
export function runCommand(command: () => Promise<string>): void {
  command().then(
    (text) => void process.stdout.write(text),
    (error: unknown) => {
      process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
      process.exitCode = 1;
    },
  );
}
