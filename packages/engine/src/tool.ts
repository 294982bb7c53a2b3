import type { InputRequest, Json, JsonObject, Question, TaskStatus, ToolEffect, z } from '@taskhelm/contract';

/** What a running tool is told, and what it may ask of the host. */
export type ToolContext = {
  taskId: string;
  sessionId: string;
  agentName: string;
  /** Fixed when the call was planned; the idempotency key of its effects. */
  callId: string;
  /** Aborts on cancel, drain, a lost task and the tool's own timeout. A tool stops at once when it does. */
  signal: AbortSignal;
  now: () => Date;
  host: ToolHost;
};

/** A descendant as it stands; `result` and `failure` are there once it is final. */
export type DelegatedTask = {
  task_id: string;
  parent_task_id: string;
  title: string;
  agent: string;
  status: TaskStatus;
  result: string | null;
  failure: string | null;
};

/** `withheld_tools` are the child agent's own tools that it may not use under this parent. */
export type CreatedChild = Omit<DelegatedTask, 'parent_task_id' | 'title'> & { withheld_tools: string[] };

export type Memory = { key: string; text: string };
export type SavedFile = { artifact_id: string; name: string; media_type: string; size_bytes: number };

/**
 * What tools need from the outside and the engine does not know how to do. What takes a `callId` happens once for it,
 * however often it is asked for, and only while the run still holds its task. Throws `ToolError` with a sentence where
 * something may not be done.
 */
export type ToolHost = {
  /** Creates a child of the running task; with `wait` the call ends only with the child. */
  createTask: (request: {
    callId: string;
    agent: string;
    title: string;
    description?: string | undefined;
    wait: boolean;
  }) => Promise<CreatedChild>;
  /** A descendant of the running task. */
  getTask: (taskId: string) => Promise<DelegatedTask>;
  /** The descendants of the running task, oldest first. */
  listTasks: (filter: { status?: TaskStatus[] | undefined }) => Promise<DelegatedTask[]>;
  /** Cancels a descendant and all below it; one that has ended already is left as it is. */
  cancelTask: (request: {
    callId: string;
    taskId: string;
    reason?: string | undefined;
  }) => Promise<DelegatedTask>;
  /** Keeps a text under a key for all later tasks of this agent; an empty text forgets it. */
  remember: (request: { callId: string } & Memory) => Promise<void>;
  /** What this agent has kept: all, under one key, or where key or text hold a word. */
  recall: (request: { key?: string | undefined; query?: string | undefined }) => Promise<Memory[]>;
  saveFile: (request: {
    callId: string;
    name: string;
    mediaType: string;
    content: Uint8Array;
  }) => Promise<SavedFile>;
  /** The value of a stored secret, if it may be sent to this URL. The model never sees it. */
  readSecret: (name: string, url: URL) => Promise<string>;
};

/** Fields every tool has. `parameters` is a zod object; its JSON Schema is what models see. */
type ToolFrame<Args> = {
  name: string;
  description: string;
  parameters: z.ZodType<Args>;
  /** What models see instead, where the schema is somebody else's. */
  inputSchema?: JsonObject;
};

/** A tool that does something. */
export type RunningTool<Args = unknown> = ToolFrame<Args> & {
  kind: 'run';
  /** What a second run does; a function where it depends on the arguments. */
  effect: ToolEffect | ((args: Args) => ToolEffect);
  /** Milliseconds after which the call is aborted and its result is an error; 120,000 where missing. */
  timeoutMs?: number;
  run: (args: Args, context: ToolContext) => Promise<Json>;
};

/** Without `expiresInSeconds` the questions wait for as long as it takes. */
export type AskedQuestions = {
  title: string;
  bodyMarkdown: string | null;
  questions: Question[];
  expiresInSeconds?: number | undefined;
  onExpiry?: InputRequest['on_expiry'] | undefined;
};

/** A tool that puts questions to a person; its result is the answer. */
export type AskingTool<Args = unknown> = ToolFrame<Args> & {
  kind: 'ask';
  effect: 'read';
  ask: (args: Args) => AskedQuestions;
};

export type Tool<Args = unknown> = RunningTool<Args> | AskingTool<Args>;

/** A failure that the model is told in these words. Any other error of a tool is told without its details. */
export class ToolError extends Error {
  override name = 'ToolError';
}

/**
 * Thrown by a tool whose result depends on what happens elsewhere. The run ends without holding anything, and the tool is
 * run again with the same call id when the host takes the task up again; so its effect must not be `once`.
 */
export class ToolWaiting extends Error {
  override name = 'ToolWaiting';
}

/**
 * Thrown by a tool that lost contact after it had sent the call: nobody knows whether it happened. It is treated as if the
 * worker had been lost at that moment: run again by itself only where that changes nothing.
 */
export class ToolContactLost extends Error {
  override name = 'ToolContactLost';
}
