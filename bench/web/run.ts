// `npm run bench:web`: how quick and how steady the web app is in a real browser, against the bars of the product. Exits with 1
// where one is missed. `npm run bench:web -- long-list streaming` measures only these.
import { buildWebApp, prepare } from '../../scripts/prepare.ts';

prepare();
buildWebApp();
const { measure } = await import('./measure.ts');
process.exit(await measure(process.argv.slice(2)));
