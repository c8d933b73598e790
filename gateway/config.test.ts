import { resolve } from 'node:path';
import { ConfigError, envExample, readConfig } from './config';

it('has a default for everything', () => {
  const config = readConfig({ PORT: '' });
  expect(config).toMatchObject({ port: 4000, host: '127.0.0.1', businessDate: null, provider: null });
  expect(config.sourceUrl('finance')).toBe(`file:${resolve('.data')}/legacy/finance.db`);
  expect(config.storeUrl('service-tickets')).toBe(`file:${resolve('.data')}/owned/service-tickets.db`);
});

it('takes an identity provider with its issuer only', () => {
  const jwksUrl = 'https://id.example/jwks';
  expect(readConfig({ JWKS_URL: jwksUrl, JWT_ISSUER: 'https://id.example' }).provider).toEqual({
    jwksUrl,
    issuer: 'https://id.example',
  });
  expect(() => readConfig({ JWKS_URL: jwksUrl })).toThrow('JWT_ISSUER: needed with JWKS_URL');
});

it('reads connections by source and store', () => {
  const config = readConfig({ SOURCE_OLD_ERP_URL: 'mysql://u@h/d', DB_SERVICE_TICKETS_URL: 'file:/x/y.db' });
  expect([config.sourceUrl('old-erp'), config.storeUrl('service-tickets')]).toEqual(['mysql://u@h/d', 'file:/x/y.db']);
});

it('tells every problem at once, and no secrets', () => {
  const environment = {
    PORT: 'http',
    BUSINESS_DATE: '2026-02-30',
    JWKS_URL: 'ftp://x',
    LOG_LEVEL: 'loud',
    DB_SALES_URL: 'postgres://u:hunter2@h/d',
  };
  const problems = (): unknown => {
    try {
      return readConfig(environment);
    } catch (error) {
      return error;
    }
  };
  const error = problems();
  expect(error).toBeInstanceOf(ConfigError);
  for (const name of Object.keys(environment)) expect(String(error)).toContain(`${name}: `);
  expect(String(error)).not.toContain('hunter2');
});

it('writes every variable and its default into the example', () => {
  const text = envExample();
  for (const line of [
    'PORT=4000',
    'HOST=127.0.0.1',
    'DATA_DIR=.data',
    '# BUSINESS_DATE=',
    '# JWKS_URL=',
    '# SOURCE_FINANCE_URL=',
  ])
    expect(text.split('\n')).toContain(line);
});
