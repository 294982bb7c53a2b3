/** Where to go after signing in; nothing where that is the start page anyway. */
export function nextSearch(href: string): { next?: string } {
  return href === '/' || href === '/tasks' ? {} : { next: href };
}
