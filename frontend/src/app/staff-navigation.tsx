import {
  IconBriefcase,
  IconClipboardText,
  IconListDetails,
  IconPuzzle,
  IconScale,
  IconSettings,
} from "@tabler/icons-react";
import { Link, useLocation } from "@tanstack/react-router";
import type { Me } from "@/api/me";
import classes from "@/app/staff-navigation.module.css";

const OPENINGS = { to: "/openings", label: "Openings", Glyph: IconBriefcase } as const;
const REVIEWS = { to: "/reviews", label: "Reviews", Glyph: IconClipboardText } as const;
const ASSESSMENTS = { to: "/assessments", label: "Assessments", Glyph: IconListDetails } as const;
const PROFILES = { to: "/role-profiles", label: "Role profiles", Glyph: IconScale } as const;
const CHALLENGES = { to: "/challenges", label: "Challenges", Glyph: IconPuzzle } as const;

/** The places a person has business in, by their roles; the API is what keeps others out. */
function placesOf(me: Me) {
  const designs = me.kind === "operator" || me.memberships.some(({ role }) => role === "recruiter");
  return designs
    ? [OPENINGS, REVIEWS, ASSESSMENTS, PROFILES, CHALLENGES]
    : [REVIEWS, OPENINGS, CHALLENGES];
}

/** Which place a page belongs to, where its address does not begin with the place's own. */
function placeOf(pathname: string): string {
  if (!pathname.startsWith("/applications/")) return `/${pathname.split("/")[1]}`;
  return pathname.endsWith("/scorecard") ? REVIEWS.to : OPENINGS.to;
}

export function StaffNavigation({ me }: { me: Me }) {
  const here = useLocation({ select: ({ pathname }) => placeOf(pathname) });
  return (
    <nav className={classes.nav} aria-label="Main">
      {placesOf(me).map(({ to, label, Glyph }) => (
        <Link key={to} to={to} className={classes.place} data-here={to === here}>
          <Glyph className={classes.glyph} size={20} stroke={1.6} aria-hidden />
          {label}
        </Link>
      ))}
      {me.kind === "operator" && (
        <a href="/admin/" className={classes.place}>
          <IconSettings className={classes.glyph} size={20} stroke={1.6} aria-hidden />
          Admin
        </a>
      )}
    </nav>
  );
}
