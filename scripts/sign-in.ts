// `npm run sign-in`: prints a new one-time sign-in link for the Taskhelm that runs with these settings.
import { prepare } from './prepare.ts';

prepare();
await import('../apps/api/src/sign-in-link.ts');
