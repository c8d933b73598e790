import type { EphemeralServer } from './ephemeral-server';

/** The server of this test run, from setup to teardown; both run in the parent process. */
export const running: { server: EphemeralServer | null } = { server: null };
