import { z } from '@taskhelm/contract';
import { details, headline, linkLabel, type Notice } from '../notice.ts';

export const letterSchema = z.object({ subject: z.string(), text: z.string() });

/** A letter in plain text. */
export function renderEmail(notice: Notice): z.infer<typeof letterSchema> {
  const more = details(notice);
  const lines = [
    headline(notice),
    ...(more ? ['', more] : []),
    '',
    `${linkLabel(notice.event)}: ${notice.url}`,
  ];
  return { subject: headline(notice), text: `${lines.join('\n')}\n` };
}
