import { exportEndpoints } from '@taskhelm/contract';
import type { Context } from '../context.ts';
import { reply, type Mount } from '../http/mount-endpoint.ts';
import { exportTask } from './export-task.ts';
import { writeTranscript } from './write-transcript.ts';

export function mountExportRoutes(mount: Mount, { prisma, tasks }: Context): void {
  mount(exportEndpoints.task, async ({ params, query }) => {
    const whole = await exportTask(prisma, await tasks.get(params.id));
    const asMarkdown = query.format === 'markdown';
    const name = `task-${params.id}.${asMarkdown ? 'md' : 'json'}`;
    return reply(asMarkdown ? writeTranscript(whole) : whole, {
      headers: {
        'Content-Disposition': `attachment; filename="${name}"`,
        ...(asMarkdown ? { 'Content-Type': 'text/markdown; charset=utf-8' } : {}),
      },
    });
  });
}
