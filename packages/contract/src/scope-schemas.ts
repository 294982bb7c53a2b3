import { z } from './configure-zod.ts';
import { ROLES, SCOPES } from './scope.ts';

export const scopeSchema = z.enum(SCOPES);
export const roleSchema = z.enum(ROLES);
