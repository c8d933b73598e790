/** What is wrong with what the user gave; printed as it is, without a stack. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
}
