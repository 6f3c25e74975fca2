/** Where to go after signing in: a path of this site, never another site's address. */
export function safeNext(next: string | undefined): string {
  if (!next?.startsWith("/")) return "/";
  const address = new URL(next, window.location.origin);
  if (address.origin !== window.location.origin) return "/";
  return address.pathname + address.search + address.hash;
}
