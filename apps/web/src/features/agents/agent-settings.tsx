import type { Agent } from '@taskhelm/contract';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Markdown } from '../../components/markdown.tsx';
import { settingsOf } from './agent-draft.ts';
import { agentQueries } from './agent-queries.ts';
import { describeSetting } from './describe-setting.ts';
import { SETTING_LABELS, type SettingName } from './merge-agent.ts';
import { ToolEffectLabel } from './tool-effect.tsx';

const PLAIN: SettingName[] = [
  'model',
  'limits',
  'max_concurrent_tasks',
  'can_delegate_to',
  'extends_tools_to',
];

/** Every setting, to read. */
export function AgentSettingsView({ agent }: { agent: Agent }) {
  const settings = settingsOf(agent);
  return (
    <div className="max-w-4xl space-y-6 px-4 py-4 md:px-6">
      <section aria-labelledby="agent-instructions-title">
        <h2 id="agent-instructions-title" className="mb-1 text-sm font-semibold">
          Instructions
        </h2>
        <div className="prose-text rounded-md border bg-surface p-3">
          {agent.instructions ? (
            <Markdown text={agent.instructions} keepsLines />
          ) : (
            <p className="text-muted">None. It knows only its tools and the task.</p>
          )}
        </div>
      </section>
      <ToolSection agent={agent} />
      <dl className="grid gap-x-6 gap-y-3 sm:grid-cols-2">
        {PLAIN.map((name) => (
          <Setting key={name} label={SETTING_LABELS[name]}>
            {describeSetting(settings, name)}
          </Setting>
        ))}
      </dl>
    </div>
  );
}

function ToolSection({ agent }: { agent: Agent }) {
  const tools = useQuery(agentQueries.tools()).data;
  return (
    <section aria-labelledby="agent-tools-title">
      <h2 id="agent-tools-title" className="mb-1 text-sm font-semibold">
        Tools
      </h2>
      {agent.tools.length === 0 ? <p className="text-sm text-muted">None.</p> : null}
      <ul className="divide-y">
        {agent.tools.map((name) => {
          const tool = tools?.find((other) => other.name === name);
          return (
            <li key={name} className="flex flex-wrap items-center gap-x-2 py-1.5 text-sm">
              <span className="mono font-medium break-all">{name}</span>
              {tool ? <ToolEffectLabel effect={tool.effect} /> : null}
              {agent.confirm_tools.includes(name) ? (
                <span className="text-needs-input">asks before each call</span>
              ) : null}
              <span className="w-full text-muted">
                {tool?.description ?? (tools ? 'This tool is not there any more.' : '')}
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function Setting({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-xs text-muted">{label}</dt>
      <dd className="break-words">{children}</dd>
    </div>
  );
}
