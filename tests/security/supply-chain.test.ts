import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');
const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

interface LockedPackage {
  readonly integrity?: string;
  readonly resolved?: string;
  readonly license?: string;
  readonly optional?: boolean;
  readonly hasInstallScript?: boolean;
}

const locked = Object.entries(
  (JSON.parse(read('package-lock.json')) as { packages: Record<string, LockedPackage> }).packages,
).filter(([path]) => path !== '');

/** Licences that ask for no more than a notice; Elastic-2.0 (the federation packages) forbids offering them as a service, which README says. */
const LICENCES = new Set([
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'CC-BY-4.0',
  'CC0-1.0',
  'Elastic-2.0',
  'ISC',
  'MIT',
  'Python-2.0',
]);

/** Packages that would run a script when they are installed; none of them needs it here: `npm ci --ignore-scripts` is enough. */
const WITH_SCRIPT = [
  'node_modules/@apollo/protobufjs',
  'node_modules/@parcel/watcher',
  'node_modules/@swc/core',
  'node_modules/esbuild',
  'node_modules/protobufjs',
  'node_modules/unrs-resolver',
];

/** `(MIT OR CC0-1.0)` needs one of them, `MIT AND Apache-2.0` each. */
const isAllowed = (licence: string): boolean =>
  licence
    .replaceAll(/[()]/g, '')
    .split(' OR ')
    .some((choice) => choice.split(' AND ').every((part) => LICENCES.has(part)));

it('[T20] every package of the lock file has the hash of what was reviewed, and none comes from elsewhere than a registry', () => {
  expect(locked.length).toBeGreaterThan(500);
  const unhashed = locked.filter(([, { integrity }]) => !integrity?.startsWith('sha512-')).map(([path]) => path);
  const elsewhere = locked.filter(([, { resolved = '' }]) => /^(?:git|file|http:)/.test(resolved)).map(([path]) => path);
  expect({ unhashed, elsewhere }).toEqual({ unhashed: [], elsewhere: [] });
});

it('[T20] every version that the product names is exact', () => {
  const { dependencies, devDependencies, overrides } = JSON.parse(read('package.json')) as Record<
    string,
    Record<string, unknown>
  >;
  const named = Object.entries({ ...dependencies, ...devDependencies, ...overrides }).filter(
    ([, version]) => typeof version === 'string',
  );
  expect(named.filter(([, version]) => !/^\$|^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(String(version)))).toEqual([]);
});

it('[T20] every package has a licence of the list', () => {
  const others = locked.filter(([, { license = 'none' }]) => !isAllowed(license)).map(([path, { license }]) => [path, license]);
  expect(others).toEqual([]);
});

it('[T20] no package that was not reviewed runs a script when it is installed', () => {
  const scripted = locked.filter(([, { hasInstallScript }]) => hasInstallScript).map(([path]) => path);
  expect(scripted).toEqual(WITH_SCRIPT);
});

it('[T20] npm run sbom lists every package, as CycloneDX', () => {
  const text = execFileSync('npm', ['run', '--silent', 'sbom'], { cwd: ROOT, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  const sbom = JSON.parse(text) as { bomFormat: string; components: { hashes?: { content: string }[] }[] };
  expect(sbom.bomFormat).toBe('CycloneDX');
  const listed = new Set(sbom.components.flatMap(({ hashes = [] }) => hashes.map(({ content }) => content)));
  const hexOf = (integrity = ''): string => Buffer.from(integrity.replace('sha512-', ''), 'base64').toString('hex');
  const missing = locked.filter(([, { optional, integrity }]) => !optional && !listed.has(hexOf(integrity)));
  expect(missing.map(([path]) => path)).toEqual([]);
});

it('[T21] no file of the product holds a key, a token or a password', () => {
  const files = execFileSync('git', ['ls-files'], { cwd: ROOT, encoding: 'utf8' }).split('\n').filter(Boolean);
  const secrets = [
    /-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----/,
    /\beyJ[\w-]{20,}\.eyJ[\w-]{20,}\./,
    /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/,
    /\bgh[pousr]_[A-Za-z0-9]{36}\b/,
    /"d":\s*"[\w-]{40,}"/,
  ];
  const found = files.filter((file) => !file.endsWith('package-lock.json') && secrets.some((secret) => secret.test(read(file))));
  expect(files.length).toBeGreaterThan(500);
  expect(found).toEqual([]);
});
