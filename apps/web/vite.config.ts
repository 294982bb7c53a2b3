import { readFileSync } from 'node:fs';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const FRAMEWORK =
  /node_modules\/(?:react|react-dom|scheduler|zod|clsx|@tanstack\/(?:react-router|router-core|history|react-query|query-core|react-store|store))\/|packages\/contract\/src\/(?!agent|artifact|hook|mcp|memory|model|secret|session-stream|snooze|stats|task-bulk|task-export|token|trigger|usage|view|webhook)/;
const COMMON =
  /node_modules\/lucide-react\/|src\/lib\/(?!toast)|src\/components\/(?:button|field|page-title|skeleton|empty-state|error-block|stale-banner|copy-button|time|status-badge|source-label)\./;

/** The pages are served with a Content-Security-Policy that admits nothing inline, so nothing is inlined here. */
export default defineConfig({
  plugins: [react(), tailwindcss(), preloadTextFont(), withoutJsonSchema()],
  build: {
    outDir: 'dist',
    manifest: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: 'es2023',
    rolldownOptions: {
      output: {
        // What every page needs travels in two files that seldom change, instead of twenty small ones.
        codeSplitting: {
          groups: [
            { name: 'framework', test: FRAMEWORK, priority: 2 },
            { name: 'common', test: COMMON, minShareCount: 3, priority: 1 },
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
