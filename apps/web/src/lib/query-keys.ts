/** Every key of the query cache, so that one feature's change can make another's data stale. */
export const queryKeys = {
  browserSession: ['browser-session'] as const,
  tasks: ['tasks'] as const,
  taskList: (query: object) => ['tasks', 'list', query] as const,
  task: (id: string) => ['tasks', 'one', id] as const,
  taskChildren: (id: string, moves: string) => ['tasks', 'children', id, moves] as const,
  events: (sessionId: string) => ['events', sessionId] as const,
  inputs: ['inputs'] as const,
  inputCount: ['inputs', 'count'] as const,
  inputList: ['inputs', 'list'] as const,
  agents: ['agents'] as const,
  models: ['models'] as const,
  modelList: ['models', 'list'] as const,
  modelOffers: ['models', 'offers'] as const,
  tokens: ['tokens'] as const,
};
