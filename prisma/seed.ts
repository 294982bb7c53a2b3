import type { PrismaClient } from './generated/client.ts';

type SeedAgent = {
  name: string;
  description: string;
  instructions: string;
  tools: string[];
  confirmTools: string[];
  maxConcurrentTasks: number | null;
  extendsToolsTo?: string[];
};

const AGENTS: SeedAgent[] = [
  {
    name: 'researcher',
    description: 'Looks into a question, asks what to focus on, and writes a report.',
    instructions:
      'You research the question you are given. Ask the person what to focus on where the task leaves it open. ' +
      'Read sources with read_page, do arithmetic with calculate, and end with a report in Markdown that names its sources.',
    tools: [
      'ask_user',
      'current_time',
      'calculate',
      'read_page',
      'http_request',
      'create_task',
      'save_file',
      'remember',
      'recall',
    ],
    confirmTools: [],
    maxConcurrentTasks: null,
  },
  {
    name: 'assistant',
    description: 'A careful helper: every web request needs the approval of a person.',
    instructions:
      'You carry out the task step by step. Say what you are about to do, and ask when something important is unclear.',
    tools: ['ask_user', 'current_time', 'calculate', 'http_request'],
    confirmTools: ['http_request'],
    maxConcurrentTasks: 5,
  },
  {
    name: 'coordinator',
    description: 'Splits a large task into smaller ones and hands them to other agents.',
    instructions:
      'You split the task into parts that can be done on their own, create a task for the fitting agent for each part, ' +
      'and report which tasks you created and why. Creating a task needs the approval of a person.',
    tools: ['ask_user', 'create_task', 'get_task', 'list_tasks', 'cancel_task', 'current_time'],
    confirmTools: ['create_task'],
    maxConcurrentTasks: 2,
    extendsToolsTo: ['researcher', 'assistant'],
  },
];

/** Creates the first agents in a new database; what somebody deleted does not come back. `newId` makes UUIDv7s. */
export async function seedAgents(prisma: PrismaClient, newId: () => string): Promise<void> {
  if ((await prisma.agent.count()) > 0 || (await prisma.user.count()) > 0) return;
  await prisma.agent.createMany({
    data: AGENTS.map((agent) => ({ id: newId(), ...agent })),
    skipDuplicates: true,
  });
}

/** Sets up the scripted model as the default of a database that has none. `newId` makes UUIDv7s. */
export async function seedModels(prisma: PrismaClient, newId: () => string): Promise<void> {
  await prisma.$executeRaw`
    INSERT INTO models (id, name, kind, provider_model, is_default)
    SELECT ${newId()}::uuid, 'scripted:scripted', 'scripted', 'scripted', true
    WHERE NOT EXISTS (SELECT 1 FROM models WHERE is_default)
    ON CONFLICT (name) DO UPDATE SET is_default = true, enabled = true`;
}
