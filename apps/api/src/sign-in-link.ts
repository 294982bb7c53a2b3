// `npm run sign-in`: prints a new sign-in link for the running Taskhelm.
import { ConfigError, loadConfig } from './config.ts';
