import { details, headline, linkLabel, type Notice } from '../notice.ts';
import { escapeWithin } from './escape-within.ts';

/** Slack refuses a section of more than 3,000 characters. */
const LONGEST = { headline: 1_200, details: 1_700 };

/** A message of Slack's Block Kit. Texts are plain where Slack allows it; the others have its three signs escaped. */
export function renderSlack(notice: Notice): object {
  const more = details(notice);
  const head = escapeWithin(headline(notice), LONGEST.headline, escape);
  const text = `*${head}*${more ? `\n${escapeWithin(more, LONGEST.details, escape)}` : ''}`;
  return {
    text: head,
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
function escape(character: string): string {
  if (character === '&') return '&amp;';
  if (character === '<') return '&lt;';
  if (character === '>') return '&gt;';
  return /[*_~`]/.test(character) ? `${character}\u200b` : character;
}
