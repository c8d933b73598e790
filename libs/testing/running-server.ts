import type { EphemeralServer } from './ephemeral-server';
import type { TraceDoor } from './told/trace-door';

/** The servers of this test run, from setup to teardown; both run in the parent process. */
export const running: { server: EphemeralServer | null; traces: TraceDoor | null } = { server: null, traces: null };
