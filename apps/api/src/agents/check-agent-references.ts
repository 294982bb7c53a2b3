import type { CreateAgentRequest, ErrorDetail } from '@taskhelm/contract';
import { AppError } from '../errors.ts';
import type { ModelRegistry } from '../models/model-registry.ts';

type References = Pick<CreateAgentRequest, 'tools' | 'confirm_tools' | 'model' | 'can_delegate_to'>;
export type KnownThings = { tools: readonly string[]; models: ModelRegistry };

/**
 * Refuses names of tools, models and agents that do not exist, except those that the agent has already (`current`): what
 * became of them elsewhere is no reason to refuse a change of something else.
 */
export function checkAgentReferences(
  agent: References,
  known: KnownThings & { agents: readonly string[] },
  current?: References,
): void {
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
    ...(agent.model === (current?.model ?? null) ? [] : unknownModel(agent.model, known.models)),
  ];
  if (details.length > 0)
    throw new AppError('validation_failed', 'The agent refers to something that does not exist.', details);
}

function unknownModel(model: string | null, models: ModelRegistry): ErrorDetail[] {
  if (model === null || models.find(model)) return [];
  const ids = models.list().map(({ id }) => id);
  return [{ path: 'model', code: 'unknown', message: `Models: ${ids.join(', ')}` }];
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
