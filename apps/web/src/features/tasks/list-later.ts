/** What the list needs a moment after it is shown, in one piece. */
export { announceRows } from './announce-rows.ts';
export { ChildRows } from './child-rows.tsx';
export { ListKeys } from './list-keys.tsx';
