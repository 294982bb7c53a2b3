import { details, headline, linkLabel, type Notice } from '../notice.ts';

/** A message of a Discord webhook, which mentions nobody whatever is in it. */
export function renderDiscord(notice: Notice): object {
  const more = details(notice);
  return {
    content: escape(headline(notice)),
    allowed_mentions: { parse: [] },
    embeds: [
      {
        title: linkLabel(notice.event),
        url: notice.url,
        ...(more ? { description: escape(more) } : {}),
        timestamp: notice.at.toISOString(),
      },
    ],
  };
}

function escape(text: string): string {
  return text.replaceAll(/[\\*_~`|>[\]()#<@:-]/g, '\\$&').slice(0, 1_900);
}
