/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  testEnvironmentOptions: { customExportConditions: ['source', 'node', 'require', 'default'] },
  roots: [
    '<rootDir>/libs',
    '<rootDir>/gateway',
    '<rootDir>/subgraphs',
    '<rootDir>/demo',
    '<rootDir>/tests',
    '<rootDir>/schema',
    '<rootDir>/examples',
  ],
  testMatch: ['**/*.test.ts'],
  globalSetup: '<rootDir>/libs/testing/global-setup.ts',
  globalTeardown: '<rootDir>/tests/security/whole-suite/after-the-suite.ts',
  setupFiles: ['reflect-metadata'],
  setupFilesAfterEnv: ['<rootDir>/libs/testing/told/keep-answers.ts'],
  // What processes log is kept, and looked through after the suite.
  moduleNameMapper: { '^pino$': '<rootDir>/libs/testing/told/pino.ts' },
  // jose ships ES modules only; jest loads CommonJS, so it is transformed like our own code.
  transformIgnorePatterns: ['/node_modules/(?!jose/)'],
  transform: {
    '^.+\\.(ts|js)$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2022',
          keepClassNames: true,
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: false, useDefineForClassFields: true },
        },
        module: { type: 'commonjs' },
        sourceMaps: 'inline',
      },
    ],
  },
  // A loaded machine must not fail a test that starts servers; a hung one still ends.
  testTimeout: 60_000,
  maxWorkers: 2,
};
