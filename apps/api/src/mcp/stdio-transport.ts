import { spawn, type ChildProcess } from 'node:child_process';
import { getDefaultEnvironment } from '@modelcontextprotocol/sdk/client/stdio.js';
import { deserializeMessage, serializeMessage } from '@modelcontextprotocol/sdk/shared/stdio.js';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import type { JSONRPCMessage } from '@modelcontextprotocol/sdk/types.js';
import type { StdioServer } from './mcp-config-file.ts';
import { MAX_MESSAGE_BYTES, McpTooLarge } from './mcp-errors.ts';
import { createLineReader } from './read-lines.ts';

const END_MS = 2_000;
const KEPT_STDERR = 2_000;

/**
 * The SDK's own transport for processes kills one process only. Here the server leads a process group that is killed as a
 * whole, with whatever it started; its environment holds nothing of ours; a message may not grow without end.
 */
export function createStdioTransport(server: StdioServer, onStderr: (text: string) => void): Transport {
  const readLines = createLineReader(MAX_MESSAGE_BYTES, () => new McpTooLarge());
  let child: ChildProcess | undefined;
  let closed: Promise<void> | undefined;
  const transport: Transport = {
    start: () =>
      new Promise((resolve, reject) => {
        child = begin(server);
        closed = new Promise((resolveClosed) => child?.once('close', () => resolveClosed()));
        child.once('spawn', resolve);
        child.once('error', reject);
        // What it has started may hold its pipes open.
        child.once('exit', () => killGroup(child, 'SIGKILL'));
        child.once('close', () => transport.onclose?.());
        child.stdin?.on('error', (error) => transport.onerror?.(error));
        child.stdout?.on('data', (chunk: Buffer) => read(chunk));
        keepLast(child, onStderr);
      }),
    send: (message) =>
      new Promise((resolve, reject) => {
        if (!child?.stdin?.writable) reject(new Error('the process has ended'));
        else child.stdin.write(serializeMessage(message), (error) => (error ? reject(error) : resolve()));
      }),
    close: async () => {
      if (!child?.pid || !closed) return;
      child.stdin?.end();
      killGroup(child, 'SIGTERM');
      const force = setTimeout(() => killGroup(child, 'SIGKILL'), END_MS);
      await closed;
      clearTimeout(force);
    },
  };
  return transport;

  function read(chunk: Buffer): void {
    try {
      readLines(chunk).forEach(readLine);
    } catch (error) {
      transport.onerror?.(error instanceof Error ? error : new Error(String(error)));
      child?.stdout?.removeAllListeners('data').resume();
      killGroup(child, 'SIGKILL');
    }
  }

  /** A line that is no message is passed over: servers print what they should not. */
  function readLine(line: string): void {
    const message = parseMessage(line);
    if (message) transport.onmessage?.(message);
  }
}

function parseMessage(line: string): JSONRPCMessage | null {
  try {
    return deserializeMessage(line);
  } catch {
    return null;
  }
}

function begin({ command, args, env, cwd }: StdioServer): ChildProcess {
  return spawn(command, args, {
    cwd,
    env: { ...getDefaultEnvironment(), ...env },
    stdio: 'pipe',
    detached: true,
    windowsHide: true,
  });
}

/** The end of what it printed as errors, once it has ended. */
function keepLast(child: ChildProcess, onStderr: (text: string) => void): void {
  let last = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (last = (last + text).slice(-KEPT_STDERR)));
  child.once('close', () => onStderr(last));
}

function killGroup(child: ChildProcess | undefined, signal: NodeJS.Signals): void {
  if (!child?.pid) return;
  try {
    process.kill(-child.pid, signal);
  } catch {
    // The whole group is gone already, or the system knows no groups.
    child.kill(signal);
  }
}
