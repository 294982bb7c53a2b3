// oxlint-disable-next-line max-params
const forbid = (name, from, to, comment) => ({ name, severity: 'error', from, to, comment });
const api = (folder) => `^apps/api/src/${folder}`;

/** The directions of docs/architecture.md. */
export default {
  forbidden: [
    forbid(
      'no-cycles',
      {},
      { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
      'At run time nothing imports itself, however far round.',
    ),
    forbid(
      'contract-is-alone',
      { path: '^packages/contract' },
      { path: '^(apps|prisma|packages/engine|e2e|bench)' },
      'Other front ends install it.',
    ),
    forbid(
      'engine-knows-the-contract-only',
      { path: '^packages/engine' },
      { path: '^(apps|prisma|e2e|bench)' },
      'No HTTP server, no database.',
    ),
    forbid(
      'engine-has-no-server',
      { path: '^packages/engine/src', pathNot: '\\.test\\.ts$' },
      { path: 'node_modules/(express|pg|@prisma|pg-boss)' },
      'The loop is plain functions over ports.',
    ),
    forbid(
      'web-knows-the-contract-only',
      { path: '^apps/web' },
      { path: '^(apps/api|packages/engine|prisma|e2e)' },
      'The browser sees the wire, nothing behind it.',
    ),
    forbid(
      'nobody-imports-apps',
      { path: '^(packages|prisma|e2e)' },
      { path: '^apps' },
      'Apps are the ends of the arrows.',
    ),
    forbid(
      'express-at-the-edge',
      {
        path: '^apps/api/src',
        pathNot: [api('http/'), api('app\\.ts$'), api('server\\.ts$'), api('health/'), '-routes\\.ts$'],
      },
      { path: 'node_modules/express', dependencyTypesNot: ['type-only'] },
      'Only routes and http/ know Express.',
    ),
    forbid(
      'queue-behind-its-port',
      { path: '^apps/api/src', pathNot: [api('queue/')] },
      { path: 'node_modules/pg-boss' },
      'Others use JobQueue.',
    ),
    forbid(
      'features-apart',
      { path: '^apps/web/src/features/([^/]+)/' },
      { path: '^apps/web/src/features/', pathNot: '^apps/web/src/features/$1/' },
      'A route composes features.',
    ),
    forbid(
      'components-know-no-feature',
      { path: '^apps/web/src/(components|lib)/' },
      { path: '^apps/web/src/(features|routes|app)/' },
      'Pieces of interface hold no data.',
    ),
    forbid(
      'no-orphans',
      {
        orphan: true,
        path: '^(apps|packages|prisma)/.*\\.tsx?$',
        pathNot: ['\\.test\\.tsx?$', '\\.d\\.ts$', 'vite\\.config\\.ts$', '/generated/', 'primitives'],
      },
      {},
      'What nothing imports is left over.',
    ),
    forbid('resolvable', {}, { couldNotResolve: true }, 'An import that leads nowhere.'),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|generated)/|\\.css$' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs'],
    },
  },
};
