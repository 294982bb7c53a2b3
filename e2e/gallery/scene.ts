import type { Page } from '@playwright/test';
import type { World } from './world.ts';

export type Stage = { page: Page; world: World; isPhone: boolean };

/** One picture: how a person comes to see it. It has been shown when the promise is kept. */
export type Scene = {
  /** The beginning says which pages it belongs to. */
  name: string;
  show: (stage: Stage) => Promise<unknown>;
  /** Where not both have it. */
  only?: 'wide' | 'phone';
  /** Of the Taskhelm in which nobody has done anything. */
  empty?: true;
  signedOut?: true;
};
