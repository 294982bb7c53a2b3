import type { Page } from '@playwright/test';
import { agentEndpoints, memoryEndpoints } from '@taskhelm/contract';
import type { Scene } from './scene.ts';

export const AGENT_SCENES: Scene[] = [
  page('agents', '/agents'),
  page('agents-no-match', '/agents?q=nobody'),
  page('agent', '/agents/researcher', (it) => it.getByRole('region', { name: 'Statistics' }).waitFor()),
  page('agent-disabled', '/agents/night-watch'),
  page('agent-settings', '/agents/release-lead/settings'),
  page('agent-memories', '/agents/researcher/memories', (it) =>
    it.getByText('customers/northwind').waitFor(),
  ),
  page('agent-memories-empty', '/agents/writer/memories'),
  page('agent-memories-no-match', '/agents/researcher/memories?q=nothing'),
  page('agent-memory-error', '/agents/researcher/memories', async (it) => {
    await it.getByRole('button', { name: 'New memory' }).click();
    await it.getByRole('button', { name: 'Keep' }).click();
    await it.getByText('A text of 1 to').waitFor();
  }),
  {
    name: 'agent-memory-forgotten',
    show: async ({ page: it, world: { api }, isPhone }) => {
      const body = { key: isPhone ? 'of-a-phone' : 'of-a-desk', text: 'Not for long' };
      await api.call(memoryEndpoints.create, { params: { id: 'researcher' }, body });
      await it.goto('/agents/researcher/memories');
      await it.getByRole('button', { name: `Forget ${body.key}` }).click();
      await it.getByRole('button', { name: 'Undo' }).waitFor();
    },
  },
  page('agent-edit', '/agents/release-lead/edit', (it) =>
    it.getByRole('textbox', { name: 'Instructions' }).waitFor(),
  ),
  page('agent-edit-end', '/agents/release-lead/edit', async (it) => {
    await it.getByRole('textbox', { name: 'Instructions' }).waitFor();
    await it.getByRole('button', { name: 'Save changes' }).scrollIntoViewIfNeeded();
  }),
  page('agent-new-errors', '/agents/new', async (it) => {
    await it.getByRole('textbox', { name: 'Name' }).fill('Not a name');
    await it.getByRole('button', { name: 'Create agent' }).click();
    await it.getByText('single hyphens only').waitFor();
  }),
  page('agent-unsaved', '/agents/researcher/edit', async (it) => {
    await it.getByRole('textbox', { name: 'Description' }).fill('Half done');
    await it.getByRole('link', { name: 'Inbox' }).first().click();
    await it.getByRole('dialog', { name: 'Leave without saving?' }).waitFor();
  }),
  page('agent-delete', '/agents/researcher', async (it) => {
    await it.getByRole('button', { name: 'Delete' }).click();
    await it.getByRole('dialog').waitFor();
  }),
  page('agent-duplicate', '/agents/researcher', async (it) => {
    await it.getByRole('button', { name: 'Duplicate' }).click();
    await it.getByRole('dialog').waitFor();
  }),
  {
    name: 'agent-conflict',
    show: async ({ page: it, world: { api } }) => {
      await it.goto('/agents/release-lead/edit');
      await it.getByRole('textbox', { name: 'Description' }).fill('Leads a release, and writes about it');
      await it
        .getByRole('textbox', { name: 'Instructions' })
        .fill('You lead a release.\n\n1. Split it.\n2. Write it up.');
      const body = {
        description: `Leads releases ${crypto.randomUUID().slice(0, 4)}`,
        instructions: `You lead. ${crypto.randomUUID()}`,
      };
      await api.call(agentEndpoints.update, { params: { id: 'release-lead' }, body });
      await it.getByRole('button', { name: 'Save changes' }).click();
      await it.getByRole('dialog', { name: 'Someone else changed this agent' }).waitFor();
    },
  },
];

export const TRIGGER_SCENES: Scene[] = [
  page('triggers', '/triggers'),
  { ...page('triggers-empty', '/triggers'), empty: true },
  page('trigger-new', '/triggers/new', (it) => it.getByRole('textbox', { name: 'Schedule' }).waitFor()),
  page('trigger-new-error', '/triggers/new', async (it) => {
    await it.getByRole('textbox', { name: 'Schedule' }).fill('61 * * * *');
    await it.getByText('Not a cron expression').first().waitFor();
  }),
  page('trigger-new-webhook', '/triggers/new', async (it) => {
    await it.getByRole('radio', { name: 'When another program calls' }).check();
    await it.getByRole('button', { name: 'Create trigger' }).scrollIntoViewIfNeeded();
  }),
  ...(['schedule', 'paused', 'webhook'] as const).map((name): Scene => ({
    name: `trigger-${name}`,
    show: async ({ page: it, world: { triggers } }) => {
      await it.goto(`/triggers/${triggers[name]}`);
      await it.getByRole('list', { name: 'Deliveries' }).waitFor();
    },
  })),
  {
    name: 'trigger-deliveries',
    show: async ({ page: it, world: { triggers } }) => {
      await it.goto(`/triggers/${triggers.webhook}`);
      await it.getByText('Body and headers').first().click();
      await it
        .getByRole('list', { name: 'Deliveries' })
        .getByRole('listitem')
        .last()
        .scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'trigger-secret',
    show: async ({ page: it, isPhone }) => {
      await it.goto('/triggers/new');
      await it.getByRole('radio', { name: 'When another program calls' }).check();
      await it.getByRole('textbox', { name: 'Name' }).fill(isPhone ? 'shown-on-a-phone' : 'shown-on-a-desk');
      await it.getByRole('combobox', { name: 'Agent' }).selectOption('researcher');
      await it.getByRole('textbox', { name: 'Title of its tasks' }).fill('Said {{hello}}');
      await it.getByRole('button', { name: 'Create trigger' }).click();
      await it.getByRole('heading', { name: /^Secret of/ }).waitFor();
    },
  },
  {
    name: 'trigger-delete',
    show: async ({ page: it, world: { triggers } }) => {
      await it.goto(`/triggers/${triggers.webhook}`);
      await it.getByRole('button', { name: 'Delete' }).click();
      await it.getByRole('dialog').waitFor();
    },
  },
];

/** A page that is complete when it has a heading and `done` is kept. */
export function page(name: string, path: string, done?: (page: Page) => Promise<unknown>): Scene {
  return {
    name,
    show: async ({ page: it }) => {
      await it.goto(path);
      await it.getByRole('heading', { level: 1 }).waitFor();
      await it.waitForLoadState('networkidle');
      await done?.(it);
    },
  };
}
