let plain: { href: string; svg: string } | null = null;

/** Puts a number into the icon of the tab; none for 0. The icon itself is read from this server once. */
export async function showInFavicon(count: number): Promise<void> {
  const link = document.querySelector<HTMLLinkElement>('link[rel="icon"]');
  if (!link) return;
  plain ??= { href: link.href, svg: await (await fetch(link.href)).text() };
  link.href =
    count === 0 ? plain.href : `data:image/svg+xml,${encodeURIComponent(withBadge(plain.svg, count))}`;
}

/** Amber as everything that needs a person, with a dark figure that can be read at 16 px. */
export function withBadge(svg: string, count: number): string {
  const text = count > 99 ? '99+' : String(count);
  const width = 10 + 8 * text.length;
  const badge =
    `<rect x="${32 - width}" y="13" width="${width}" height="19" rx="9.5" fill="#f5b84b"/>` +
    `<text x="${32 - width / 2}" y="28" text-anchor="middle" font-family="system-ui,sans-serif" font-size="${text.length > 2 ? 13 : 16}" font-weight="700" fill="#171a21">${text}</text>`;
  return svg.replace('</svg>', `${badge}</svg>`);
}
