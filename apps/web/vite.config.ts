import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as contract from '@taskhelm/contract';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig, type IndexHtmlTransformContext, type Plugin } from 'vite';
import { compressFiles } from './compress-files.ts';

// What every page needs; that of signing in has nothing else.
const REACT =
  /node_modules\/(?:react|react-dom|scheduler|clsx)\/|node_modules\/lucide-react\/dist\/esm\/(?!icons)/;
const BASE =
  /contract-data:browserSessionEndpoints|web\/src\/components\/(?:button|field|logo|page-title)\.|web\/src\/lib\/(?:api-client|appearance|document-title|preferences|shortcuts|signed-in-hint|storage)\./;
// What every page of the dashboard needs.
const FRAMEWORK =
  /node_modules\/@tanstack\/(?:react-router|router-core|history|react-query|query-core|react-store|store)\//;
const CONTRACT = /contract-data:|packages\/contract\/src\/(?:scope|task-status)\./;
const COMMON =
  /node_modules\/lucide-react\/|web\/src\/lib\/(?!toast)|web\/src\/components\/(?:skeleton|empty-state|error-block|stale-banner|copy-button|time|status-badge|source-label)\./;
// What forms need.
const SCHEMAS = /node_modules\/zod\/|packages\/contract\/src\//;

/** The pages are served with a Content-Security-Policy that admits nothing inline, so nothing is inlined here. */
export default defineConfig({
  plugins: [
    react(),
    tailwindcss(),
    preloadTextFont(),
    preloadTaskList(),
    prefetchDashboard(),
    contractAsData(),
    withoutJsonSchema(),
    compressFiles(),
  ],
  build: {
    outDir: 'dist',
    manifest: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: 'es2023',
    rolldownOptions: {
      input: ['index.html', 'sign-in.html'],
      output: {
        // What many pages need travels in a few files that seldom change, instead of many small ones.
        codeSplitting: {
          groups: [
            { name: 'react', test: REACT, priority: 5 },
            { name: 'base', test: BASE, priority: 4 },
            { name: 'framework', test: FRAMEWORK, priority: 3 },
            { name: 'common', test: COMMON, minShareCount: 3, priority: 2 },
            { name: 'contract', test: CONTRACT, priority: 2 },
            { name: 'schemas', test: SCHEMAS, priority: 1 },
          ],
        },
      },
    },
  },
  server: {
    port: 5173,
    proxy: { '/api': { target: 'http://localhost:8443', changeOrigin: true } },
  },
});

/** Text is set in Inter, so its file is asked for together with the style sheet. The mono face may come later. */
function preloadTextFont(): Plugin {
  return {
    name: 'preload-text-font',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(_html, context) {
        const font = Object.keys(context.bundle ?? {}).find((file) =>
          /inter-latin-wght-normal.*\.woff2$/.test(file),
        );
        if (!font) return [];
        return [
          {
            tag: 'link',
            attrs: { rel: 'preload', as: 'font', type: 'font/woff2', href: `/${font}`, crossorigin: true },
            injectTo: 'head-prepend',
          },
        ];
      },
    },
  };
}

/** Schemas know how to describe themselves as JSON Schema, which no page asks for: a tenth of the library's weight. */
function withoutJsonSchema(): Plugin {
  return {
    name: 'without-json-schema',
    apply: 'build',
    load(id) {
      if (!/\/zod\/v4\/core\/(?:to-json-schema|json-schema-processors)\.js$/.test(id)) return null;
      const names = [...readFileSync(id, 'utf8').matchAll(/^export (?:const|function) (\w+)/gm)];
      return [
        'const absent = () => absent;',
        ...names.map(([, name]) => `export const ${name} = absent;`),
      ].join('\n');
    },
  };
}

/** Most visits begin with the list of tasks. Its code travels together with that which finds out that it is needed. */
function preloadTaskList(): Plugin {
  return {
    name: 'preload-task-list',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(html, { path, bundle = {} }) {
        if (path !== '/index.html') return [];
        return chunksOf(bundle, /\/tasks-route\.tsx$/)
          .filter((name) => !html.includes(name))
          .map((name) => ({
            tag: 'link',
            attrs: { rel: 'modulepreload', crossorigin: true, href: `/${name}` },
            injectTo: 'head',
          }));
      },
    },
  };
}

type Bundle = NonNullable<IndexHtmlTransformContext['bundle']>;

/** The files of the modules with these names, and all that they cannot run without. */
function chunksOf(bundle: Bundle, modules: RegExp): string[] {
  const files = new Set<string>();
  const add = (name: string): void => {
    const file = bundle[name];
    if (files.has(name) || file?.type !== 'chunk') return;
    files.add(name);
    file.imports.forEach(add);
  };
  for (const file of Object.values(bundle))
    if (file.type === 'chunk' && modules.test(file.facadeModuleId ?? '')) add(file.fileName);
  return [...files];
}

/** Whoever signs in wants to see the tasks next. The browser fetches these files when it has nothing else to do. */
function prefetchDashboard(): Plugin {
  return {
    name: 'prefetch-dashboard',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(html, { path, bundle = {} }) {
        if (path !== '/sign-in.html') return [];
        return chunksOf(bundle, /\/(?:index\.html|tasks-route\.tsx)$/)
          .filter((name) => !html.includes(name))
          .map((name) => ({ tag: 'link', attrs: { rel: 'prefetch', href: `/${name}` }, injectTo: 'head' }));
      },
    },
  };
}

/**
 * All that a page needs of an endpoint to call it is its method, path and status. The schemas are the server's, which holds
 * what comes in and what goes out against them; only forms use some, and bring them along. So what the contract exports as
 * data is written into the build as data, each export as a module of its own, and schemas stay in theirs.
 */
function contractAsData(): Plugin {
  const source = fileURLToPath(import.meta.resolve('@taskhelm/contract'));
  const prefix = 'contract-data:';
  const data = new Map(
    Object.entries(contract).flatMap(([name, value]): [string, unknown][] => {
      if (name.endsWith('Endpoints')) return [[name, callsOf(value as typeof contract.taskEndpoints)]];
      return /^[A-Z_]{2,}$/.test(name) ? [[name, value]] : [];
    }),
  );
  const others = Object.keys(contract).filter((name) => !data.has(name));
  return {
    name: 'contract-as-data',
    apply: 'build',
    enforce: 'pre',
    resolveId(id) {
      if (id === '@taskhelm/contract') return `\0${id}`;
      return id.startsWith(prefix) ? `\0${id}` : null;
    },
    load(id) {
      const moduleSideEffects = false;
      if (id === '\0@taskhelm/contract') {
        const lines = [...data.keys()].map((name) => `export { ${name} } from '${prefix}${name}';`);
        lines.push(`export { ${others.join(', ')} } from ${JSON.stringify(source)};`);
        return { code: lines.join('\n'), moduleSideEffects };
      }
      if (!id.startsWith(`\0${prefix}`)) return null;
      const name = id.slice(prefix.length + 1);
      return { code: `export const ${name} = ${JSON.stringify(data.get(name))};`, moduleSideEffects };
    },
  };
}

function callsOf(endpoints: Record<string, contract.Endpoint>): object {
  return Object.fromEntries(
    Object.entries(endpoints).map(([name, { method, path, status }]) => [name, { method, path, status }]),
  );
}
