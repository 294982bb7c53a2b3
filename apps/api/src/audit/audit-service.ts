import { TOTAL_CAP, type auditEndpoints, type AuditEntry, type EndpointQuery } from '@taskhelm/contract';
import type { PrismaClient } from '../db/client.ts';
import { databaseTime } from '../db/database-time.ts';
import { toPage, type Page } from '../http/page.ts';
import { countAuditEntries, findAuditEntries, type AuditRow } from './audit-repository.ts';

export type AuditService = ReturnType<typeof createAuditService>;

export function createAuditService(prisma: PrismaClient) {
  return {
    list: async (query: EndpointQuery<typeof auditEndpoints.list>): Promise<Page<AuditEntry>> => {
      const asOf = query.as_of ? new Date(query.as_of) : await databaseTime(prisma);
      const filter = { actions: query.action, asOf };
      const place = { limit: query.per_page, offset: (query.page - 1) * query.per_page };
      const [rows, count] = await Promise.all([
        findAuditEntries(prisma, filter, place),
        countAuditEntries(prisma, filter),
      ]);
      const listing = { total: Math.min(count, TOTAL_CAP), totalIsCapped: count > TOTAL_CAP, asOf };
      return toPage({ data: rows.map(toEntry), listing, query });
    },
  };
}

const toEntry = ({ id, at, action, detail, ...row }: AuditRow): AuditEntry => ({
  id,
  at: at.toISOString(),
  actor: { type: row.actor_type, id: row.actor_id, name: row.actor_name },
  action,
  detail,
});
