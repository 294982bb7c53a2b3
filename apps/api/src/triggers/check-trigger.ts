import type { ErrorDetail, TriggerKind } from '@taskhelm/contract';
import { findAgent, listAgents, type AgentRow } from '../agents/agent-repository.ts';
import type { Db } from '../db/client.ts';
import { AppError } from '../errors.ts';
import { readSchedule, type Schedule } from './cron-schedule.ts';
import { fieldsOf, parseTemplate } from './template.ts';
import { CRON_FIELDS } from './trigger-task.ts';

export type TriggerSettings = {
  kind: TriggerKind;
  agent: string;
  title: string;
  description: string;
  cron: string | null;
  time_zone: string | null;
  /** Whether its agent has to take tasks now. */
  needsEnabledAgent: boolean;
};

/** The agent and the schedule of settings that hold; everything that is wrong with them is told at once. */
export async function checkTrigger(
  db: Db,
  settings: TriggerSettings,
  more: ErrorDetail[] = [],
): Promise<{ agent: AgentRow; schedule: Schedule | null }> {
  const { kind, cron, time_zone: timeZone } = settings;
  const found = await findAgent(db, settings.agent);
  // One that was deleted can be kept until another is chosen, not chosen anew.
  const agent = found?.archivedAt && settings.needsEnabledAgent ? null : found;
  const read = kind === 'cron' && cron && timeZone ? readSchedule(cron, timeZone) : null;
  const problems = [
    ...more,
    ...(read && 'problems' in read ? read.problems : []),
    ...templateProblems('title', settings.title, kind),
    ...templateProblems('description', settings.description, kind),
    ...(agent && (agent.enabled || !settings.needsEnabledAgent)
      ? []
      : [await agentProblem(db, settings.agent, agent)]),
  ];
  if (problems.length > 0 || !agent) {
    const said = problems.slice(0, 3).map(({ path, message }) => `${path}: ${message}`);
    throw new AppError('validation_failed', `The trigger is not valid: ${said.join('; ')}.`, problems);
  }
  return { agent, schedule: read && 'schedule' in read ? read.schedule : null };
}

function templateProblems(path: 'title' | 'description', text: string, kind: TriggerKind): ErrorDetail[] {
  const parsed = parseTemplate(text);
  if ('problem' in parsed) return [{ path, code: 'invalid_template', message: parsed.problem }];
  if (kind === 'webhook') return [];
  const known: readonly string[] = CRON_FIELDS;
  return fieldsOf(parsed.template)
    .filter((field) => !known.includes(field))
    .map((field) => ({
      path,
      code: 'unknown_field',
      message: `There is no field {{${field}}} for a schedule; there are: ${CRON_FIELDS.join(', ')}`,
    }));
}

async function agentProblem(db: Db, wanted: string, agent: AgentRow | null): Promise<ErrorDetail> {
  const names = (await listAgents(db, true)).map(({ name }) => name).join(', ') || 'none';
  const problem = agent
    ? `The agent ${agent.name} is disabled`
    : `There is no agent ${JSON.stringify(wanted)}`;
  return {
    path: 'agent',
    code: agent ? 'disabled' : 'unknown',
    message: `${problem}; choose one of: ${names}`,
  };
}
