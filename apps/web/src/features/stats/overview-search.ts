import { readWindowEdge } from '../../lib/time-window.ts';
import { readTexts } from '../../lib/url-search.ts';

export const DEFAULT_FROM = 'now-24h';
export const DEFAULT_SINCE = 'now-8h';

/** What the overview shows, as the address bar holds it. What is not there is at its default. */
export type OverviewSearch = {
  /** Moments, or relative ones such as `now-24h`; they bound when tasks finished. */
  from?: string;
  to?: string;
  /** Names or ids. */
  agent?: string[];
};

/** The tasks that statistics are about. */
export type StatsScope = { from: string; to: string; agent?: string[] };

/** Reads what stands in the address bar. Bad values are left out, and so are defaults. */
export function readOverviewSearch(search: Record<string, unknown>): OverviewSearch {
  const from = readWindowEdge(search['from']);
  const to = readWindowEdge(search['to']);
  const agent = readTexts(search['agent']);
  return {
    ...(from === undefined || from === DEFAULT_FROM ? {} : { from }),
    ...(to === undefined || to === 'now' ? {} : { to }),
    ...(agent === undefined ? {} : { agent }),
  };
}

export function scopeOf({ from = DEFAULT_FROM, to = 'now', agent }: OverviewSearch): StatsScope {
  return { from, to, ...(agent ? { agent } : {}) };
}

/** Since when a shift is looked back at. */
export function readHandoverSearch(search: Record<string, unknown>): { since?: string } {
  const since = readWindowEdge(search['since']);
  return since === undefined || since === DEFAULT_SINCE ? {} : { since };
}
