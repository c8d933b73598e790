import { request, type IncomingHttpHeaders } from 'node:http';
import { readConfig } from '../config';
import { gatewayUnderTest, type GatewayUnderTest } from '../fixtures/gateway-under-test';

const LISTED = 'https://crm.example.com';
const OTHERS = [
  'null',
  'https://evil.example',
  'https://crm.example.com.evil.example',
  'https://evilcrm.example.com',
  'https://sub.crm.example.com',
  'http://crm.example.com',
  'https://crm.example.com:8443',
  'https://CRM.example.com',
];

interface Answer {
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders;
}

function send(url: string, method: string, headers: Readonly<Record<string, string>>, body = ''): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(`${url}/graphql`, { method, headers }, (response) => {
      response.resume();
      response.on('end', () => resolve({ status: response.statusCode, headers: response.headers }));
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

const ask = async (gateway: GatewayUnderTest, origin: string): Promise<Answer> =>
  send(
    gateway.url,
    'POST',
    { origin, 'content-type': 'application/json', authorization: `Bearer ${await gateway.token('GENERAL_MANAGER')}` },
    JSON.stringify({ query: '{ customers(first: 1) { id } }' }),
  );
const preflight = (gateway: GatewayUnderTest, origin: string): Promise<Answer> =>
  send(gateway.url, 'OPTIONS', { origin, 'access-control-request-method': 'POST' });
const corsHeaders = ({ headers }: Answer): readonly string[] =>
  Object.keys(headers).filter((name) => name.startsWith('access-control-'));

describe('a gateway with a list of origins', () => {
  let gateway: GatewayUnderTest;
  beforeAll(async () => {
    gateway = await gatewayUnderTest('embedded', { CORS_ORIGINS: `${LISTED}, http://localhost:5173` });
  });
  afterAll(() => gateway?.stop());

  it('[T13] lets pages of a listed origin ask and read, without the credentials of the browser', async () => {
    const asked = await preflight(gateway, LISTED);
    expect(asked.status).toBe(204);
    expect(asked.headers).toMatchObject({
      'access-control-allow-origin': LISTED,
      'access-control-allow-methods': 'POST',
      'access-control-allow-headers': 'authorization, content-type, traceparent',
      vary: 'origin',
    });
    const answered = await ask(gateway, 'http://localhost:5173');
    expect(answered.status).toBe(200);
    expect(answered.headers['access-control-allow-origin']).toBe('http://localhost:5173');
    expect(answered.headers).not.toHaveProperty('access-control-allow-credentials');
  });

  it.each(OTHERS)('[T13] tells a browser nothing that lets a page of %s read', async (origin) => {
    const asked = await preflight(gateway, origin);
    expect([asked.status, corsHeaders(asked), asked.headers.vary]).toEqual([405, [], 'origin']);
    expect(corsHeaders(await ask(gateway, origin))).toEqual([]);
  });
});

it('[T13] without a list no origin is let in', async () => {
  const gateway = await gatewayUnderTest('embedded');
  const answers = [await preflight(gateway, LISTED), await ask(gateway, LISTED)];
  await gateway.stop();
  expect(answers.map(corsHeaders)).toEqual([[], []]);
});

it.each(['*', 'null', 'crm.example.com', 'https://crm.example.com/', 'https://*.example.com', 'https://a.example,file://'])(
  'a list of origins is refused that no browser sends: %s',
  (CORS_ORIGINS) => {
    expect(() => readConfig({ CORS_ORIGINS })).toThrow('CORS_ORIGINS');
  },
);
