import { useQuery } from '@tanstack/react-query';
import { formatCount } from '../../lib/format-number.ts';
import { formatDuration } from '../../lib/format-time.ts';
import { Panel } from './chart-panel.tsx';
import { MEASURE_NAMES, measuresOf, type Measure } from './duration-rows.ts';
import type { StatsScope } from './overview-search.ts';
import { statsQueries } from './stats-queries.ts';
import { agentFilterOf, ENDED, finishedView } from './task-links.ts';
import { NumberCell, TaskNumber } from './task-number.tsx';

const SHOWN = 10;
const HEADS = ['Tasks', 'p50', 'p95', 'queue p95', 'people p95'];
const COLUMNS: Measure[] = ['p50', 'p95', 'queued', 'waiting'];

type SlowestAgentsProps = { scope: StatsScope; agents: readonly { id: string; name: string }[] };

/** Agents by how long their tasks took. */
export function SlowestAgents({ scope, agents }: SlowestAgentsProps) {
  const { data, error, isPlaceholderData } = useQuery(statsQueries.durations(scope));
  return (
    <Panel title="Slowest agents" query={{ error, isPlaceholderData, hasData: data !== undefined }}>
      {data?.by_agent.length === 0 ? (
        <p className="py-6 text-sm text-muted">No task completed or failed in this time.</p>
      ) : null}
      {data && data.by_agent.length > 0 ? (
        <div className="relative overflow-x-auto">
          <table className="w-full text-sm">
            <caption className="sr-only">
              How long the tasks of each agent took and waited, the slowest agent first
            </caption>
            <thead className="text-xs text-muted">
              <tr>
                <th scope="col" className="py-1 pr-2 text-left font-medium">
                  Agent
                </th>
                {HEADS.map((head) => (
                  <th key={head} scope="col" className="px-2 py-1 text-right font-medium whitespace-nowrap">
                    {head}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {data.by_agent.slice(0, SHOWN).map(({ agent, count, ...measured }) => {
                const view = finishedView({
                  span: data,
                  status: ENDED,
                  agent: [agentFilterOf(agent, agents)],
                });
                const measures = measuresOf({ count, ...measured });
                return (
                  <tr key={agent.id} className="border-t">
                    <th scope="row" className="w-full max-w-0 min-w-28 py-1 pr-2 text-left font-normal">
                      <TaskNumber view={view} word="ended" className="max-w-full font-medium">
                        <span className="truncate">{agent.name}</span>
                      </TaskNumber>
                    </th>
                    <NumberCell value={formatCount(count)} view={view} word={`tasks of ${agent.name}`} />
                    {COLUMNS.map((measure) => (
                      <NumberCell
                        key={measure}
                        value={measures[measure] === null ? null : formatDuration(measures[measure])}
                        view={view}
                        word={`${agent.name}: ${MEASURE_NAMES[measure]}`}
                      />
                    ))}
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
      ) : null}
    </Panel>
  );
}
