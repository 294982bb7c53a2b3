import { AGENT_SCENES, TRIGGER_SCENES } from './agent-scenes.ts';
import { LIST_SCENES } from './list-scenes.ts';
import { OTHER_SCENES, SETTINGS_SCENES } from './other-scenes.ts';
import type { Scene } from './scene.ts';
import { TASK_SCENES } from './task-scenes.ts';

export const SCENES: readonly Scene[] = [
  ...LIST_SCENES,
  ...TASK_SCENES,
  ...OTHER_SCENES,
  ...AGENT_SCENES,
  ...TRIGGER_SCENES,
  ...SETTINGS_SCENES,
];
