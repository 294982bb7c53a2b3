/** One message of a server, or one answer, may have this many bytes. */
export const MAX_MESSAGE_BYTES = 8_388_608;

/** The server could not be reached, or did not behave; nothing was called. The message is a sentence for people. */
export class McpUnreachable extends Error {
  override name = 'McpUnreachable';
}

/** The server sent more than is read. */
export class McpTooLarge extends Error {
  override name = 'McpTooLarge';
}

/** The connection ended while an answer was awaited. */
export class McpLost extends Error {
  override name = 'McpLost';
}
