import type { WebhookFormat } from '@taskhelm/contract';
import type { Notice } from '../notice.ts';
import { renderDiscord } from './render-discord.ts';
import { renderEmail } from './render-email.ts';
import { renderSlack } from './render-slack.ts';
import { renderStandard } from './render-standard.ts';
import { renderTeams } from './render-teams.ts';

const RENDERERS: Record<WebhookFormat, (notice: Notice) => object> = {
  standard: renderStandard,
  slack: renderSlack,
  teams: renderTeams,
  discord: renderDiscord,
  email: renderEmail,
};

/** The JSON that is sent, and for e-mail the JSON that the letter is made of. It is kept and sent at every try. */
export function renderNotice(format: WebhookFormat, notice: Notice): string {
  return JSON.stringify(RENDERERS[format](notice));
}
