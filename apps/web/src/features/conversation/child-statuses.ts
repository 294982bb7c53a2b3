import type { TaskStatus } from '@taskhelm/contract';
import { createContext } from 'react';

/** How delegated tasks stand, by their ids; what is not known is not there. */
export const ChildStatuses = createContext<ReadonlyMap<string, TaskStatus>>(new Map());
