import { formatCost, formatCount, plural } from '../../lib/format-number.ts';
import { formatDuration } from '../../lib/format-time.ts';
import type { AgentSettings } from './agent-draft.ts';
import type { SettingName } from './merge-agent.ts';

/** A setting in words. */
export function describeSetting(settings: AgentSettings, name: SettingName): string {
  switch (name) {
    case 'name':
    case 'description':
    case 'instructions':
      return settings[name] || 'none';
    case 'model':
      return settings.model ?? 'the default model';
    case 'tools':
    case 'confirm_tools':
    case 'extends_tools_to':
      return settings[name].join(', ') || 'none';
    case 'limits':
      return describeLimits(settings.limits);
    case 'max_concurrent_tasks':
      return settings.max_concurrent_tasks === null ? 'no limit' : formatCount(settings.max_concurrent_tasks);
    case 'can_delegate_to':
      return settings.can_delegate_to === null
        ? 'any agent'
        : settings.can_delegate_to.join(', ') || 'nobody';
    case 'enabled':
      return settings.enabled ? 'yes' : 'no';
  }
}

function describeLimits(limits: AgentSettings['limits']): string {
  const parts = [
    limits.max_steps === undefined ? '' : plural(limits.max_steps, 'step'),
    limits.timeout_ms === undefined ? '' : formatDuration(limits.timeout_ms),
    limits.max_tokens === undefined ? '' : plural(limits.max_tokens, 'token'),
    limits.max_cost_microusd === undefined ? '' : formatCost(limits.max_cost_microusd),
  ].filter(Boolean);
  const bounds = parts.length > 0 ? parts.join(', ') : 'the server’s defaults';
  return `${bounds}; ${limits.on_limit === 'fail' ? 'fails' : 'asks a person'} at a limit`;
}
