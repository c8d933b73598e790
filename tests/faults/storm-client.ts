import { Pool } from 'undici';

/** What one request was told. */
export interface Told {
  readonly status: number;
  readonly retryAfter: string | null;
  /** Milliseconds since the storm began when it was asked. */
  readonly askedMs: number;
  readonly text: string;
}

const CLIENTS = 400;
const STORM_MS = 6000;
/** A client that was refused asks again sooner than it was told to. */
const PAUSE_MS = 200;

/** Clients in closed loops; in a process of their own, so that what they do is no part of what the graph has to do. */
async function storm(url: string, headers: Record<string, string>, body: string): Promise<readonly Told[]> {
  const pool = new Pool(url, { connections: CLIENTS, pipelining: 1 });
  const told: Told[] = [];
  const begun = performance.now();
  const client = async (): Promise<void> => {
    while (performance.now() < begun + STORM_MS) {
      const askedMs = performance.now() - begun;
      const answer = await pool.request({ method: 'POST', path: '/graphql', headers, body });
      const text = await answer.body.text();
      const retryAfter = answer.headers['retry-after'];
      told.push({ status: answer.statusCode, retryAfter: typeof retryAfter === 'string' ? retryAfter : null, askedMs, text });
      if (answer.statusCode !== 200) await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  };
  await Promise.all(Array.from({ length: CLIENTS }, client));
  await pool.close();
  return told;
}

const [url = '', headers = '', body = ''] = process.argv.slice(2);
void storm(url, JSON.parse(headers) as Record<string, string>, body).then((told) => process.stdout.write(JSON.stringify(told)));
