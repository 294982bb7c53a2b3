import { TOOL_EFFECTS, toolEffectSchema, type McpTool, type ToolState } from '@taskhelm/contract';
import { clsx } from 'clsx';
import { Button } from '../../components/button.tsx';
import { JsonView } from '../../components/json-view.tsx';
import { Select } from '../../components/select.tsx';
import { TextDiff } from '../../components/text-diff.tsx';
import { useApproveTools, useUpdateMcpTool } from './mcp-queries.ts';
import { describeHints, EFFECTS, TOOL_STATES } from './mcp-words.ts';

const TONES: Record<ToolState, string> = {
  available: 'text-completed',
  not_approved: 'text-muted',
  changed: 'text-failed',
  gone: 'text-failed',
  server_off: 'text-muted',
};

type McpToolRowProps = { serverId: string; tool: McpTool; canChange: boolean };

export function McpToolRow({ serverId, tool, canChange }: McpToolRowProps) {
  const hints = describeHints(tool.hints);
  return (
    <li className="border-t py-2.5">
      <div className="flex flex-wrap items-start gap-x-6 gap-y-2">
        <div className="min-w-0 flex-1 basis-72">
          <h3 className="flex flex-wrap items-baseline gap-x-2">
            <span className="mono text-sm font-medium break-all">{tool.name}</span>
            <span className={clsx('text-xs font-medium', TONES[tool.state])}>{TOOL_STATES[tool.state]}</span>
          </h3>
          {tool.state === 'changed' ? null : (
            <p className="text-sm break-words whitespace-pre-line text-muted">{tool.description}</p>
          )}
          {hints ? <p className="text-xs text-muted">{hints}</p> : null}
          {tool.used_by.length > 0 ? (
            <p className="text-xs break-words text-muted">Used by {tool.used_by.join(', ')}</p>
          ) : null}
        </div>
        {canChange ? (
          <Actions serverId={serverId} tool={tool} />
        ) : (
          <p className="text-sm text-muted">{EFFECTS[tool.effect]}</p>
        )}
      </div>
      {tool.state === 'changed' ? <Changes tool={tool} /> : <Schema tool={tool} />}
    </li>
  );
}

function Actions({ serverId, tool }: { serverId: string; tool: McpTool }) {
  const approve = useApproveTools(serverId);
  const update = useUpdateMcpTool(serverId);
  const { name, version, state } = tool;
  const isNew = state === 'not_approved' || state === 'changed';
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Select
        className="md:w-52"
        aria-label={`What ${name} does when it runs twice`}
        value={tool.effect}
        disabled={update.isPending}
        onChange={(event) => update.mutate({ name, effect: toolEffectSchema.parse(event.target.value) })}
      >
        {TOOL_EFFECTS.map((effect) => (
          <option key={effect} value={effect}>
            {EFFECTS[effect]}
          </option>
        ))}
      </Select>
      {isNew ? (
        <Button
          className="md:w-38"
          disabled={approve.isPending}
          aria-label={state === 'changed' ? `Approve the change of ${name}` : `Approve ${name}`}
          onClick={() => approve.mutate({ tools: [{ name, version }] })}
        >
          {state === 'changed' ? 'Approve the change' : 'Approve'}
        </Button>
      ) : null}
      {state === 'available' ? (
        <Button
          className="md:w-38"
          disabled={update.isPending}
          aria-label={`Switch off ${name}`}
          onClick={() => update.mutate({ name, approved: false })}
        >
          Switch off
        </Button>
      ) : null}
    </div>
  );
}

/** What was approved against what the server says now. */
function Changes({ tool }: { tool: McpTool }) {
  const { approved, description, parameters } = tool;
  if (!approved) return null;
  const [was, is] = [approved.parameters, parameters].map((schema) => JSON.stringify(schema, null, 2));
  return (
    <div className="mt-2 space-y-2">
      <TextDiff
        label={`Description of ${tool.name}, before and now`}
        before={approved.description}
        after={description}
      />
      {was !== undefined && is !== undefined && was !== is ? (
        <TextDiff label={`Arguments of ${tool.name}, before and now`} before={was} after={is} />
      ) : null}
    </div>
  );
}

function Schema({ tool }: { tool: McpTool }) {
  return (
    <details className="mt-1">
      <summary className="cursor-pointer text-xs text-muted coarse:min-h-11 coarse:py-3">Arguments</summary>
      <div className="mt-1">
        <JsonView value={tool.parameters} label={`Arguments of ${tool.name}`} />
      </div>
    </details>
  );
}
