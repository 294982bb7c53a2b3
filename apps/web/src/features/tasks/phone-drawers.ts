/** What a phone opens from the list, in one piece. */
export { FilterDrawer } from './filter-drawer.tsx';
export { TaskDrawer } from './task-drawer.tsx';
