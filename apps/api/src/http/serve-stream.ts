import type { Response } from 'express';
import type { Endpoint } from '@taskhelm/contract';
import type { Caller } from './caller.ts';
import { sendEventStream, type SseMessage } from './send-event-stream.ts';
import type { StreamRegistry } from './stream-registry.ts';

/** What a handler of a streaming endpoint returns: the messages, which end when the signal aborts. */
export class EventStream<Message> {
  readonly open: (signal: AbortSignal) => AsyncIterable<Message>;

  constructor(open: (signal: AbortSignal) => AsyncIterable<Message>) {
    this.open = open;
  }
}

export type StreamParts = {
  endpoint: Endpoint;
  response: Response;
  caller: Caller;
  streams: StreamRegistry;
  /** Aborts when the client has gone or may no longer read. */
  ended: AbortSignal;
};

/** Serves a stream for as long as its caller may have it. */
export async function serveStream(stream: EventStream<unknown>, parts: StreamParts): Promise<void> {
  const { endpoint, response, caller, streams, ended } = parts;
  const slot = streams.open(`${caller.actor.type}:${caller.actor.id}`);
  const signal = AbortSignal.any([ended, slot.signal]);
  try {
    await sendEventStream(response, checked(endpoint, stream.open(signal)), { signal });
  } finally {
    slot.close();
  }
}

/** The schema is applied on the way out: what it does not name does not leave. */
async function* checked(endpoint: Endpoint, messages: AsyncIterable<unknown>): AsyncGenerator<SseMessage> {
  for await (const message of messages) yield endpoint.response.parse(message) as SseMessage;
}
