/** What a credential may do. `admin` includes all others. */
export const SCOPES = [
  'tasks:read',
  'tasks:write',
  'inputs:respond',
  'agents:read',
  'agents:write',
  'admin',
] as const;
export type Scope = (typeof SCOPES)[number];

export const ROLES = ['viewer', 'operator', 'admin'] as const;
export type Role = (typeof ROLES)[number];

/** The scopes that a person's role grants. */
export const ROLE_SCOPES: Record<Role, readonly Scope[]> = {
  viewer: ['tasks:read', 'agents:read'],
  operator: ['tasks:read', 'tasks:write', 'inputs:respond', 'agents:read'],
  admin: SCOPES,
};

/** Whether `granted` covers `needed`. */
export function hasScope(granted: readonly Scope[], needed: Scope): boolean {
  return granted.includes(needed) || granted.includes('admin');
}
