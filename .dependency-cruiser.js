const DOMAIN = '\\.(service|source)\\.ts$';
const ROLE = '\\.(type|resolver|loaders|reference|input)\\.ts$';

/** The walls of the code base; a violation of each was planted once and reported. */
module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } } },
    { name: 'no-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'libs-know-no-apps',
      severity: 'error',
      from: { path: '^libs/' },
      to: { path: '^(gateway|subgraphs|demo|tests|schema)/' },
    },
    {
      name: 'subgraphs-are-islands',
      severity: 'error',
      from: { path: '^subgraphs/([^/]+)/' },
      to: { path: '^subgraphs/', pathNot: '^subgraphs/$1/' },
    },
    {
      name: 'gateway-talks-graphql',
      severity: 'error',
      from: { path: '^gateway/', pathNot: '\\.test\\.ts$' },
      to: { path: '^subgraphs/', pathNot: '^subgraphs/[^/]+/in-process\\.ts$' },
    },
    {
      name: 'core-is-pure',
      severity: 'error',
      from: { path: '^libs/core/', pathNot: '\\.test\\.ts$' },
      to: { pathNot: ['^libs/core/', 'node_modules/(decimal\\.js|luxon|zod)/'] },
    },
    {
      name: 'domain-is-pure',
      severity: 'error',
      from: { path: `^subgraphs/.*${DOMAIN}` },
      to: { pathNot: ['^libs/(core|policy)/', '^subgraphs/'] },
    },
    {
      name: 'graphql-never-touches-storage',
      severity: 'error',
      from: { path: `^subgraphs/.*${ROLE}` },
      to: {
        path: [
          '\\.entity\\.ts$',
          '\\.store\\.ts$',
          '\\.source\\.legacy\\.ts$',
          '^libs/legacy/',
          'node_modules/(@mikro-orm|mysql2|libsql)',
        ],
      },
    },
    {
      name: 'storage-never-touches-graphql',
      severity: 'error',
      from: { path: '^subgraphs/.*\\.(entity|store|source\\.legacy)\\.ts$' },
      to: { path: [`^subgraphs/.*${ROLE}`, '^libs/graphql/', 'node_modules/(graphql|type-graphql|@apollo)/'] },
    },
    {
      name: 'orm-stays-at-the-edge',
      severity: 'error',
      from: {
        path: '^(gateway|subgraphs|libs)/',
        pathNot: [
          '\\.(entity|store|test)\\.ts$',
          '(orm|context|main|in-process|open-store)\\.ts$',
          'migrations?/',
          '^libs/(legacy|runtime|testing)/',
        ],
      },
      to: { path: 'node_modules/@mikro-orm/' },
    },
    {
      name: 'wiring-is-a-leaf',
      severity: 'error',
      from: {
        path: '^subgraphs/',
        pathNot: ['\\.test\\.ts$', '/fixtures?/', '(in-process|schema|main)\\.ts$', '^subgraphs/subgraph\\.ts$'],
      },
      to: { path: '^subgraphs/[^/]+/(main|context|schema|orm|in-process)\\.ts$', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no-test-code-in-production',
      severity: 'error',
      from: { path: '^(gateway|subgraphs|libs|demo|schema)/', pathNot: ['\\.test\\.ts$', '^libs/testing/', '/fixtures?/'] },
      to: { path: ['\\.test\\.ts$', '^libs/testing/', '^tests/'] },
    },
    {
      name: 'no-dev-dependency-in-production',
      severity: 'error',
      from: { path: '^(gateway|subgraphs|libs|demo)/', pathNot: ['\\.test\\.ts$', '^libs/testing/', '/fixtures?/'] },
      to: { dependencyTypes: ['npm-dev'], pathNot: 'node_modules/@types/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|coverage|\\.data)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['source', 'import', 'require', 'node', 'default', 'types'],
      mainFields: ['main', 'types', 'typings'],
    },
  },
};
