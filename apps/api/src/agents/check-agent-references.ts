import type { CreateAgentRequest, ErrorDetail } from '@taskhelm/contract';
import { AppError } from '../errors.ts';

type References = Pick<
  CreateAgentRequest,
  'tools' | 'confirm_tools' | 'model' | 'can_delegate_to' | 'extends_tools_to'
>;
type KnownThings = Record<'tools' | 'models' | 'agents', readonly string[]>;

/**
 * Refuses names of tools, models and agents that do not exist, except those that the agent has already (`current`): what
 * became of them elsewhere is no reason to refuse a change of something else.
 */
export function checkAgentReferences(agent: References, known: KnownThings, current?: References): void {
  const allowed = (now: readonly string[], had: readonly string[] | null | undefined): string[] => [
    ...now,
    ...(had ?? []),
  ];
  const details = [
    ...unknown('tools', agent.tools, allowed(known.tools, current?.tools)),
    ...unknown('confirm_tools', agent.confirm_tools, agent.tools),
    ...unknown(
      'can_delegate_to',
      agent.can_delegate_to ?? [],
      allowed(known.agents, current?.can_delegate_to),
    ),
    ...unknown('extends_tools_to', agent.extends_tools_to, allowed(known.agents, current?.extends_tools_to)),
    ...(agent.model === (current?.model ?? null) ? [] : unknownModel(agent.model, known.models)),
  ];
  if (details.length > 0)
    throw new AppError('validation_failed', 'The agent refers to something that does not exist.', details);
}

function unknownModel(model: string | null, models: readonly string[]): ErrorDetail[] {
  if (model === null || models.includes(model)) return [];
  return [{ path: 'model', code: 'unknown', message: `Models: ${models.join(', ')}` }];
}

function unknown(path: string, names: readonly string[], allowed: readonly string[]): ErrorDetail[] {
  return names.flatMap((name, index) =>
    allowed.includes(name)
      ? []
      : [
          {
            path: `${path}.${index}`,
            code: 'unknown',
            message: `There is no ${name}; there are: ${allowed.join(', ') || 'none'}`,
          },
        ],
  );
}
