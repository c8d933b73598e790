/** The work of this process ends here; whoever works next goes on where it stands. */
export class WorkEndsError extends Error {}
