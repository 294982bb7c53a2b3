import { Select } from './select.tsx';

type AgentChoiceProps = {
  /** Names of all agents. */
  agents: readonly string[];
  chosen: readonly string[];
  onChange: (agent: string | undefined) => void;
};

/** All agents, or one; an address may name more. */
export function AgentChoice({ agents, chosen, onChange }: AgentChoiceProps) {
  const [first = ''] = chosen;
  const several = chosen.length > 1 ? chosen.join(',') : null;
  const isUnlisted = several === null && first !== '' && !agents.includes(first);
  return (
    <label className="min-w-0 max-sm:flex-1">
      <span className="sr-only">Agent</span>
      <Select
        value={several ?? first}
        onChange={({ target }) => onChange(target.value === '' ? undefined : target.value)}
      >
        <option value="">All agents</option>
        {several === null ? null : <option value={several}>{chosen.length} agents</option>}
        {isUnlisted ? <option value={first}>{first}</option> : null}
        {agents.map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </Select>
    </label>
  );
}
