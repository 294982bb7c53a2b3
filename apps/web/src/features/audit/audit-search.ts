import { readWindowEdge } from '../../lib/time-window.ts';
import { readId, readMoment, readTexts, readWhole } from '../../lib/url-search.ts';

export const DEFAULT_FROM = 'now-30d';

/** The view of the log, as the address bar has it. What is not there is at its default. */
export type AuditSearch = {
  /** Whoever reads it leaves out what the log does not know. */
  action?: string[];
  /** Part of a name. */
  actor?: string;
  subject_id?: string;
  /** Moments, or relative ones such as `now-24h`. */
  from?: string;
  to?: string;
  page?: number;
  /** The moment that further pages belong to. */
  as_of?: string;
};

export function readAuditSearch(search: Record<string, unknown>): AuditSearch {
  const action = readTexts(search['action']);
  const actor = typeof search['actor'] === 'string' ? search['actor'].slice(0, 200) : undefined;
  const subject = readId(search['subject_id']);
  const from = readWindowEdge(search['from']);
  const to = readWindowEdge(search['to']);
  const page = readWhole(search['page'], 2, 100_000);
  const moment = page && readMoment(search['as_of']);
  return {
    ...(action && { action }),
    ...(actor && { actor }),
    ...(subject && { subject_id: subject }),
    ...(from && from !== DEFAULT_FROM && { from }),
    ...(to && to !== 'now' && { to }),
    ...(page && { page }),
    ...(moment && { as_of: moment }),
  };
}
