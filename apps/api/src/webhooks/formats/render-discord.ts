import { details, headline, linkLabel, type Notice } from '../notice.ts';
import { escapeWithin } from './escape-within.ts';

/** Discord refuses a message of more than 2,000 characters. */
const LONGEST = 1_900;

/** A message of a Discord webhook, which mentions nobody whatever is in it. */
export function renderDiscord(notice: Notice): object {
  const more = details(notice);
  return {
    content: escapeWithin(headline(notice), LONGEST, escape),
    allowed_mentions: { parse: [] },
    embeds: [
      {
        title: linkLabel(notice.event),
        url: notice.url,
        ...(more ? { description: escapeWithin(more, LONGEST, escape) } : {}),
        timestamp: notice.at.toISOString(),
      },
    ],
  };
}

const escape = (character: string): string =>
  /[\\*_~`|>[\]()#<@:-]/.test(character) ? `\\${character}` : character;
