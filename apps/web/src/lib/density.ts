import type { Preferences } from './preferences.ts';

/** How high the rows of the task list are. */
export type Density = Preferences['density'];

export const DENSITIES = ['compact', 'default', 'comfortable'] as const satisfies readonly Density[];

export const DENSITY_LABELS: Record<Density, string> = {
  compact: 'Compact',
  default: 'Default',
  comfortable: 'Comfortable',
};
