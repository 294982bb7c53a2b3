import { isIP } from 'node:net';
import { createTransport } from 'nodemailer';
import type { WebhookFormat } from '@taskhelm/contract';
import { hostOf, raceAbort } from '@taskhelm/engine';
import { SecretBoxError } from '../secrets/secret-box.ts';
import { letterSchema } from './formats/render-email.ts';
import { signWebhook } from './sign-webhook.ts';
import type { WebhookNetwork } from './webhook-network.ts';

const TIMEOUT_MS = 15_000;
/** Mail servers greet slowly on purpose. A worker that ends waits as long for its last letters. */
const MAIL_TIMEOUT_MS = 25_000;
const MOST_READ = 2_000;

/** A destination with its secrets, opened for one sending. */
export type Destination = {
  format: WebhookFormat;
  url: string;
  /** The current one first; none for formats that are not signed. */
  secrets: string[];
  email: { from: string; to: string[] } | null;
};

/** One try. `status` is null where no answer came, and for e-mail; `error` is null where it was taken. */
export type SendResult = {
  status: number | null;
  error: string | null;
  durationMs: number;
  retryAfterMs: number | null;
  /** The receiver says that it is there no more. */
  gone: boolean;
};

type Message = { id: string; body: string; timestamp: Date };
type Sending = Message & { signal: AbortSignal };

/** Sends a message. Does not throw: what goes wrong is told, without addresses and secrets. */
export async function sendWebhook(
  network: WebhookNetwork,
  open: () => Destination,
  message: Message,
): Promise<SendResult> {
  const startedAt = performance.now();
  const sent = await send(network, open, message).catch((error: unknown) => ({
    ...NOTHING,
    error: explain(error),
  }));
  return { ...sent, durationMs: Math.round(performance.now() - startedAt) };
}

async function send(network: WebhookNetwork, open: () => Destination, message: Message): Promise<Sent> {
  const destination = open();
  const isMail = destination.format === 'email';
  const signal = AbortSignal.timeout(isMail ? MAIL_TIMEOUT_MS : TIMEOUT_MS);
  return raceAbort((isMail ? sendLetter : post)(network, destination, { ...message, signal }), signal);
}

type Sent = Omit<SendResult, 'durationMs'>;
const NOTHING: Sent = { status: null, error: null, retryAfterMs: null, gone: false };

async function post(network: WebhookNetwork, destination: Destination, message: Sending): Promise<Sent> {
  const { format, url, secrets } = destination;
  const headers = new Headers({
    'content-type': 'application/json',
    'user-agent': 'Taskhelm',
    ...(format === 'standard' ? signWebhook(message, secrets) : {}),
  });
  const { body, signal } = message;
  const answer = await network.fetch({
    url,
    method: 'POST',
    headers,
    body,
    signal,
    maxBytes: MOST_READ,
    redirects: 'refuse',
  });
  const { status } = answer;
  if (status >= 200 && status < 300) return { ...NOTHING, status };
  const isRedirect = status >= 300 && status < 400;
  return {
    status,
    error: isRedirect ? `It answered ${status}: redirects are not followed.` : `It answered ${status}.`,
    retryAfterMs: readRetryAfter(answer.headers.get('retry-after'), message.timestamp),
    gone: status === 410,
  };
}

function readRetryAfter(value: string | null, now: Date): number | null {
  if (value === null) return null;
  const wait = /^\d{1,9}$/.test(value) ? Number(value) * 1_000 : Date.parse(value) - now.getTime();
  return Number.isFinite(wait) && wait > 0 ? wait : null;
}

/** To the addresses that were checked, so that the name cannot lead elsewhere in between. */
async function sendLetter(
  network: WebhookNetwork,
  destination: Destination,
  message: Sending,
): Promise<Sent> {
  const url = new URL(destination.url);
  const [host] = await network.resolve(url);
  const secure = url.protocol === 'smtps:';
  const transport = createTransport({
    host,
    port: Number(url.port) || (secure ? 465 : 587),
    secure,
    // Over the internet a password goes encrypted or not at all, whatever the server or somebody in between offers.
    requireTLS: url.username !== '' && !network.isOwn(url),
    ...(isIP(hostOf(url)) === 0 && { tls: { servername: hostOf(url) } }),
    ...(url.username && {
      auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) },
    }),
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const letter = letterSchema.parse(JSON.parse(message.body));
  try {
    await transport.sendMail({ ...destination.email, ...letter, messageId: `<${message.id}@taskhelm>` });
    return NOTHING;
  } finally {
    transport.close();
  }
}

/** What went wrong on the way. A mail server's words may repeat what it was sent, so of them only the number is told. */
function explain(error: unknown): string {
  const { name, cause } = error as { name?: unknown; cause?: unknown };
  if (error instanceof SecretBoxError)
    return 'Its address was stored with another SECRET_KEY and cannot be read; enter it again.';
  if (name === 'TimeoutError' || name === 'AbortError') return 'It did not answer in time.';
  const told = (cause ?? error) as Partial<Record<'name' | 'message' | 'code' | 'responseCode', unknown>>;
  if (told.name === 'ToolError' && typeof told.message === 'string') return told.message;
  if (told.code === 'ETLS') return 'The mail server did not encrypt, so it was not shown the password.';
  if (typeof told.responseCode === 'number') return `The mail server answered ${told.responseCode}.`;
  const code = typeof told.code === 'string' && /^[A-Z_]{3,40}$/.test(told.code) ? told.code : null;
  return code === null ? 'It failed.' : `It failed (${code}).`;
}
