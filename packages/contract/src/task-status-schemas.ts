import { z } from './configure-zod.ts';
import { TASK_ACTIONS, TASK_PRIORITIES, TASK_SOURCES, TASK_STATUSES } from './task-status.ts';

export const taskStatusSchema = z.enum(TASK_STATUSES).meta({ id: 'TaskStatus' });
export const taskActionSchema = z.enum(TASK_ACTIONS);
export const taskSourceSchema = z.enum(TASK_SOURCES).meta({ id: 'TaskSource' });
export const taskPrioritySchema = z.enum(TASK_PRIORITIES);
