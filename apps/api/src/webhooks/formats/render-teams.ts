import { details, headline, linkLabel, type Notice } from '../notice.ts';

/** An Adaptive Card in the envelope that the webhook of a Teams workflow takes. */
export function renderTeams(notice: Notice): object {
  const more = details(notice);
  const block = (text: string, look: object): object => ({
    type: 'TextBlock',
    text: escape(text),
    wrap: true,
    ...look,
  });
  return {
    type: 'message',
    attachments: [
      {
        contentType: 'application/vnd.microsoft.card.adaptive',
        content: {
          $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
          type: 'AdaptiveCard',
          version: '1.4',
          body: [block(headline(notice), { weight: 'Bolder' }), ...(more ? [block(more, {})] : [])],
          actions: [{ type: 'Action.OpenUrl', title: linkLabel(notice.event), url: notice.url }],
        },
      },
    ],
  };
}

/** TextBlocks take Markdown; what a task or model says must not become a link or a list. */
function escape(text: string): string {
  return text.replaceAll(/[\\`*_{}[\]()#+\-!<>|~]/g, '\\$&');
}
