/** The pages of the settings, in order. */
const SETTINGS_PAGES = [
  { to: '/settings/models', label: 'Models', isForAdministrators: false },
  { to: '/settings/mcp', label: 'MCP servers', isForAdministrators: false },
  { to: '/settings/secrets', label: 'Secrets', isForAdministrators: true },
  { to: '/settings/notices', label: 'Notices', isForAdministrators: true },
  { to: '/settings/tokens', label: 'API tokens', isForAdministrators: true },
  { to: '/settings/appearance', label: 'Appearance', isForAdministrators: false },
  { to: '/settings/account', label: 'Account', isForAdministrators: false },
  { to: '/settings/audit', label: 'Audit log', isForAdministrators: true },
  { to: '/settings/system', label: 'System', isForAdministrators: true },
] as const;

/** Those that a person may open. */
export const settingsPagesFor = (isAdministrator: boolean) =>
  SETTINGS_PAGES.filter((page) => isAdministrator || !page.isForAdministrators);
