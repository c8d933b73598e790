const js = require('@eslint/js');
const regexp = require('eslint-plugin-regexp');
const tseslint = require('typescript-eslint');

/** A statement, or a part of one, that names a column `system` and no table before it. */
const SQL_WITH_BARE_SYSTEM = String.raw`/\b(?:select|where|and|or|by)\s(?:[\w., ]*[ ,])?system(?:,| (?:in|not in|as|from|=))|\b(?:order|group) by (?:[\w., ]*[ ,])?system$/`;
const NO_BARE_SYSTEM = ['Literal[value=', 'TemplateElement[value.raw='].map((text) => ({
  selector: `${text}${SQL_WITH_BARE_SYSTEM}]`,
  message: 'MySQL reserves the word system: write a column of this name behind the name of its table (r.system).',
}));
const MONEY_NAME = '/(amount|fee|price|total|balance)$/i';

module.exports = tseslint.config(
  { ignores: ['dist/', 'node_modules/', 'coverage/', '.data/', 'schema/client/{auditor,bi,partner,staff}.ts'] },
  {
    files: ['**/*.ts'],
    extends: [js.configs.recommended, ...tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: __dirname } },
    rules: {
      'max-lines': ['error', { max: 300 }],
      // Canonical and stored values are unions of scalars and lists; what reaches String() there is a scalar by its codec.
      '@typescript-eslint/no-base-to-string': 'off',
      'no-console': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: 'Read the environment in a config.ts and pass values on.' },
        {
          object: 'AbortSignal',
          property: 'any',
          message: 'Loses timeouts under GC on Node 20: use setTimeout and AbortController.',
        },
        {
          object: 'AbortSignal',
          property: 'timeout',
          message: 'Loses timeouts under GC on Node 20: use setTimeout and AbortController.',
        },
      ],
      'no-restricted-syntax': [
        'error',
        {
          selector: 'Program > VariableDeclaration NewExpression[callee.name="DataLoader"]:not(:function NewExpression)',
          message: 'A DataLoader lives for one request: never make one at module level.',
        },
        {
          selector: 'Property[key.name="rejectUnauthorized"][value.value=false]',
          message: 'It would speak to any server: name its authority instead (#runtime/mysql-tls).',
        },
        ...NO_BARE_SYSTEM,
        {
          selector: `CallExpression[callee.name="Number"] > Identifier.arguments[name=${MONEY_NAME}]`,
          message: 'Money is a decimal string: use #core/money.',
        },
        {
          selector: `CallExpression[callee.object.name="Math"][callee.property.name="round"] > Identifier.arguments[name=${MONEY_NAME}]`,
          message: 'Money is a decimal string: use #core/money.',
        },
      ],
    },
  },
  {
    // What reads texts of callers and of legacy rows: a pattern whose time grows faster than its text could stop the process.
    files: [
      'gateway/**',
      'subgraphs/**',
      'libs/{core,graphql,policy,runtime}/**',
      'libs/legacy/{canonical,codec,compile,reader,source}/**',
    ],
    ignores: ['**/*.test.ts'],
    plugins: { regexp },
    rules: { 'regexp/no-super-linear-backtracking': 'error' },
  },
  {
    files: ['**/config.ts', 'libs/testing/**', '**/*.test.ts', 'tests/**'],
    rules: { 'no-restricted-properties': 'off' },
  },
  {
    files: ['**/*.test.ts', 'tests/**', 'libs/testing/**'],
    rules: {
      // Answers of the graph are JSON that a test compares as a whole.
      '@typescript-eslint/no-explicit-any': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      'max-lines': ['error', { max: 400 }],
      'no-restricted-syntax': ['error', ...NO_BARE_SYSTEM],
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/require-await': 'off',
    },
  },
);
