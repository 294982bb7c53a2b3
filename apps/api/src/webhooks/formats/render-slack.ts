import { details, headline, linkLabel, type Notice } from '../notice.ts';

/** A message of Slack's Block Kit. Texts are plain where Slack allows it; the others have its three signs escaped. */
export function renderSlack(notice: Notice): object {
  const more = details(notice);
  const text = `*${escape(headline(notice))}*${more ? `\n${escape(more)}` : ''}`;
  return {
    text: escape(headline(notice)),
    unfurl_links: false,
    blocks: [
      { type: 'section', text: { type: 'mrkdwn', text, verbatim: true } },
      {
        type: 'actions',
        elements: [
          { type: 'button', url: notice.url, text: { type: 'plain_text', text: linkLabel(notice.event) } },
        ],
      },
    ],
  };
}

/** Without these three there are no mentions and no links. A zero-width space keeps formatting signs from pairing. */
function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll(/[*_~`]/g, '$&\u200b');
}
