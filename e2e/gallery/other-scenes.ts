import { ROLE_SCOPES } from '@taskhelm/contract';
import type { Page } from '@playwright/test';
import { page } from './agent-scenes.ts';
import type { Scene } from './scene.ts';

export const SETTINGS_SCENES: Scene[] = [
  page('settings-models', '/settings/models'),
  page('settings-models-tested', '/settings/models', async (it) => {
    await it.getByRole('button', { name: 'Test in-house' }).click();
    await it.getByRole('button', { name: 'Test refusing' }).click();
    await it.getByText('refused the API key').waitFor();
    await it.getByText(/Answered in/).waitFor();
  }),
  page('settings-model-errors', '/settings/models', async (it) => {
    await it.getByRole('button', { name: 'New model' }).click();
    await it
      .getByRole('dialog')
      .getByRole('combobox', { name: 'Provider' })
      .selectOption('openai_compatible');
    await it.getByRole('dialog').getByRole('textbox', { name: 'Base URL' }).fill('not a URL');
    await it.getByRole('dialog').getByRole('textbox', { name: 'Base URL' }).press('Enter');
  }),
  page('settings-model-delete', '/settings/models', async (it) => {
    await it.getByRole('button', { name: 'Delete refusing' }).click();
    await it.getByRole('dialog').waitFor();
  }),
  page('settings-mcp', '/settings/mcp'),
  { ...page('settings-mcp-empty', '/settings/mcp'), empty: true },
  page('settings-mcp-tools', '/settings/mcp', async (it) => {
    await it.getByText('Arguments', { exact: true }).last().click();
  }),
  page('settings-mcp-errors', '/settings/mcp', async (it) => {
    await it.getByRole('button', { name: 'New server' }).click();
    await it.getByRole('textbox', { name: 'Name' }).fill('Every Thing');
    await it.getByRole('button', { name: 'Add server' }).click();
    await it.getByText('At most 24 lower-case letters').waitFor();
  }),
  page('settings-mcp-delete', '/settings/mcp', async (it) => {
    await it.getByRole('button', { name: 'Delete everything' }).click();
    await it.getByRole('dialog').waitFor();
  }),
  page('settings-secrets', '/settings/secrets'),
  { ...page('settings-secrets-empty', '/settings/secrets'), empty: true },
  page('settings-secret-errors', '/settings/secrets', async (it) => {
    await it.getByRole('button', { name: 'New secret' }).click();
    await it.getByRole('button', { name: 'Store secret' }).click();
    await it.getByText('From 6 to 4,096').waitFor();
  }),
  page('settings-secret-delete', '/settings/secrets', async (it) => {
    await it.getByRole('button', { name: 'Delete PARTNER_KEY' }).click();
    await it.getByRole('dialog').waitFor();
  }),
  page('settings-notices', '/settings/notices'),
  { ...page('settings-notices-empty', '/settings/notices'), empty: true },
  page('settings-notices-tested', '/settings/notices', async (it) => {
    await it.getByRole('button', { name: 'Test Warehouse' }).click();
    await it.getByText('The test message arrived').waitFor();
  }),
  page('settings-notice-errors', '/settings/notices', async (it) => {
    await it.getByRole('button', { name: 'New destination' }).click();
    await it.getByRole('radio', { name: 'E-mail' }).check();
    await it.getByRole('radio', { name: 'Some agents only' }).check();
    await it.getByRole('button', { name: 'Add destination' }).click();
    await it.getByText('Enter one e-mail address').waitFor();
  }),
  page('settings-notice-rotate', '/settings/notices', async (it) => {
    await it.getByRole('button', { name: 'New secret for Warehouse' }).click();
    await it.getByRole('button', { name: 'Make a new secret' }).click();
    await it.getByRole('dialog', { name: 'New secret' }).waitFor();
  }),
  ...(['told', 'refused'] as const).map((name): Scene => ({
    name: `settings-notice-${name}`,
    show: async ({ page: it, world: { notices } }) => {
      await it.goto(`/settings/notices/${notices[name]}`);
      await it.getByText('What is sent').first().click();
    },
  })),
  page('settings-tokens', '/settings/tokens'),
  page('settings-token-errors', '/settings/tokens', async (it) => {
    await it.getByRole('button', { name: 'New token' }).click();
    await it.getByRole('dialog').getByRole('button', { name: 'Create token' }).click();
    await it.getByText('Give it a name').waitFor();
  }),
  page('settings-token-created', '/settings/tokens', async (it) => {
    await it.getByRole('button', { name: 'New token' }).click();
    await it.getByRole('textbox', { name: 'Name' }).fill('of the gallery');
    await it.getByRole('checkbox').first().check();
    await it.getByRole('dialog').getByRole('button', { name: 'Create token' }).click();
    await it.getByRole('textbox', { name: 'Secret' }).waitFor();
  }),
  page('settings-token-revoke', '/settings/tokens', async (it) => {
    await it
      .getByRole('button', { name: /^Revoke/ })
      .first()
      .click();
    await it.getByRole('dialog').waitFor();
  }),
  page('settings-audit', '/settings/audit', async (it) => {
    await it
      .getByRole('button', { name: /^Details: / })
      .first()
      .click();
  }),
  page('settings-audit-of-one', '/settings/audit?action=agent_created,agent_changed&actor=boot&from=now-7d'),
  page('settings-audit-nothing', '/settings/audit?actor=nobody'),
  {
    name: 'settings-audit-error',
    show: async ({ page: it }) => {
      await it.route('**/api/v1/audit?*', (route) =>
        route.fulfill({
          status: 503,
          json: { error: 'The database is away.', code: 'unavailable', request_id: 'x' },
        }),
      );
      await it.goto('/settings/audit');
      await it.getByRole('alert').waitFor();
    },
  },
  ...['models', 'mcp', 'secrets', 'notices', 'tokens', 'audit'].map((part): Scene => ({
    name: `viewer-${part}`,
    show: async ({ page: it }) => {
      await becomeViewer(it);
      await it.goto(`/settings/${part}`);
      await it.getByRole('heading', { level: 1 }).waitFor();
      await it.waitForLoadState('networkidle');
    },
  })),
];

export const OTHER_SCENES: Scene[] = [
  page('inbox', '/inbox', (it) => it.getByRole('list', { name: 'Waiting requests' }).waitFor()),
  { ...page('inbox-empty', '/inbox'), empty: true },
  {
    name: 'inbox-confirmation',
    show: async ({ page: it, world: { tasks } }) => {
      await it.goto(`/inbox?item=${tasks.confirmation.pending_input?.call_id}`);
      await it.getByRole('radio', { name: 'Approve' }).waitFor();
    },
  },
  {
    name: 'inbox-error',
    show: async ({ page: it }) => {
      await it.route('**/api/v1/inputs?*', (route) =>
        route.fulfill({
          status: 503,
          json: { error: 'The database is away.', code: 'unavailable', request_id: 'x' },
        }),
      );
      await it.goto('/inbox');
      await it.getByRole('alert').waitFor();
    },
  },
  page('overview', '/overview?from=now-1h', (it) => it.getByRole('application').first().waitFor()),
  page('overview-end', '/overview?from=now-1h', async (it) => {
    await it.getByRole('application').first().waitFor();
    await it.locator('main').evaluate((area) => area.scrollTo({ top: area.scrollHeight }));
  }),
  page('overview-middle', '/overview?from=now-1h', async (it) => {
    await it.getByRole('application').first().waitFor();
    await it.locator('main').evaluate((area) => area.scrollTo({ top: area.clientHeight - 100 }));
  }),
  page('overview-tables', '/overview?from=now-1h', async (it) => {
    for (const title of ['Throughput', 'Durations'])
      await it.getByRole('button', { name: `View as table: ${title}` }).click();
    await it.getByRole('region', { name: 'Durations as a table' }).scrollIntoViewIfNeeded();
  }),
  page('overview-own-times', '/overview', async (it) => {
    await it.getByRole('combobox', { name: 'Time' }).selectOption('Own times');
    await it.getByRole('textbox', { name: 'From' }).fill('2026-01-02T00:00');
    await it.getByRole('textbox', { name: 'To' }).fill('2026-01-01T00:00');
    await it.getByRole('button', { name: 'Show' }).click();
    await it.getByText('must lie before').waitFor();
  }),
  { ...page('overview-empty', '/overview'), empty: true },
  page('overview-nothing', '/overview?from=2001-01-01T00:00:00Z&to=2001-01-02T00:00:00Z'),
  page('overview-error', '/overview?agent=nobody', (it) =>
    it.getByText('could not be read').first().waitFor(),
  ),
  page('handover', '/handover', (it) => it.getByRole('region', { name: 'Completed' }).waitFor()),
  page('handover-end', '/handover', async (it) => {
    await it.getByRole('region', { name: 'Completed' }).waitFor();
    await it.locator('main').evaluate((area) => area.scrollTo({ top: area.scrollHeight }));
  }),
  { ...page('handover-empty', '/handover'), empty: true },
  page('handover-own-time', '/handover', (it) =>
    it.getByRole('combobox', { name: 'Since' }).selectOption('Since my own time'),
  ),
  page('help', '/tasks', async (it) => {
    await it.keyboard.press('?');
    await it.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
  }),
  page('palette', '/tasks', async (it) => {
    await it.keyboard.press('Control+k');
    await it.getByLabel('Command, task or id').waitFor();
  }),
  page('palette-search', '/tasks', async (it) => {
    await it.keyboard.press('Control+k');
    await it.getByLabel('Command, task or id').fill('market');
    await it.getByRole('option', { name: /^Market analysis Q4/ }).waitFor();
  }),
  page('palette-nothing', '/tasks', async (it) => {
    await it.keyboard.press('Control+k');
    await it.getByLabel('Command, task or id').fill('zzzzzz');
    await it.getByText('Nothing fits these words').waitFor();
  }),
  page('menu-account', '/tasks', async (it) => {
    await it.getByRole('button', { name: /^Account/ }).click();
    await it.getByRole('menu').waitFor();
  }),
  {
    name: 'menu-live',
    show: async ({ page: it, isPhone }) => {
      await it.goto('/tasks');
      await it
        .getByRole('button', isPhone ? { name: 'More', exact: true } : { name: /^Live updates/ })
        .last()
        .click();
      await it.getByRole('menu').waitFor();
    },
  },
  page('not-found', '/nowhere'),
  { ...page('sign-in', '/sign-in'), signedOut: true },
  {
    ...page('sign-in-refused', '/sign-in', async (it) => {
      await it.getByRole('textbox', { name: 'E-mail' }).fill('ana@example.com');
      await it.getByRole('textbox', { name: 'Password' }).fill('not the password');
      await it.getByRole('button', { name: 'Sign in' }).click();
      await it.getByRole('alert').waitFor();
    }),
    signedOut: true,
  },
];

/** What the server answers to an account that may only look. */
async function becomeViewer(it: Page): Promise<void> {
  await it.route('**/api/v1/session', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ json: { ...(await response.json()), role: 'viewer', scopes: ROLE_SCOPES.viewer } });
  });
  const json = { error: 'This needs the scope admin.', code: 'forbidden', request_id: '0198c0de-request' };
  await it.route(/\/api\/v1\/(tokens|secrets|webhooks|models\/offers)/, (route) =>
    route.fulfill({ status: 403, json }),
  );
}
