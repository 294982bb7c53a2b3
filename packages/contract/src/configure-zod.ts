import { z } from 'zod';
import { describeSize } from './describe-size.ts';

// Without this zod probes `new Function`, which a strict Content-Security-Policy reports as a violation.
// It must run before any schema is built, so every schema file takes `z` from here.
z.config({ jitless: true, customError: describeSize });

export { z };
