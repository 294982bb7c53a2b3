import type { Request, Response } from 'express';
import type { Endpoint } from '@taskhelm/contract';
import { AppError } from '../errors.ts';
import type { Authenticate } from './authenticate.ts';
import { authorize } from './authorize.ts';
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
  request: Request;
  response: Response;
  caller: Caller;
  authenticate: Authenticate;
  streams: StreamRegistry;
  /** Aborts when the client has gone. */
  gone: AbortSignal;
};

/** A token that was revoked and a browser that has signed out are noticed within this time, in milliseconds. */
const CHECK_MS = 3_000;

/** Serves a stream for as long as its caller may have it. */
export async function serveStream(stream: EventStream<unknown>, parts: StreamParts): Promise<void> {
  const { endpoint, request, response, caller, authenticate, streams, gone } = parts;
  const slot = streams.open(`${caller.actor.type}:${caller.actor.id}`);
  const refused = new AbortController();
  const check = setInterval(() => {
    authorize(endpoint, request, authenticate).catch((error: unknown) => {
      if (error instanceof AppError && error.status < 500) refused.abort();
    });
  }, CHECK_MS);
  const signal = AbortSignal.any([gone, slot.signal, refused.signal]);
  try {
    await sendEventStream(response, checked(endpoint, stream.open(signal)), { signal });
  } finally {
    clearInterval(check);
    slot.close();
  }
}

/** The schema is applied on the way out: what it does not name does not leave. */
async function* checked(endpoint: Endpoint, messages: AsyncIterable<unknown>): AsyncGenerator<SseMessage> {
  for await (const message of messages) yield endpoint.response.parse(message) as SseMessage;
}
