import type { ProfileOffer } from "@/api/types";

const LONGEST = 64;

/** The name of a new role in addresses, from its title: "Ingénieur ML" → "ingenieur-ml". */
export function roleOf(title: string, offers: readonly ProfileOffer[]): string {
  const slug = title
    .normalize("NFKD")
    .replace(/\p{Mark}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, LONGEST)
    .replace(/^-|-$/g, "");
  // A title without any Latin letter leaves nothing.
  return slug || `role-${offers.length + 1}`;
}
