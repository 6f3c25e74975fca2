import { getRouteApi } from "@tanstack/react-router";
import { ALIKE } from "@/features/shortlist/api";

const route = getRouteApi("/staff/openings/$openingId/shortlist");

/**
 * The id of the role profile that is being tried, null for everything alike, and how to try
 * another. The address holds it; it equals `own` while nothing is tried.
 */
export function useTriedProfile(
  own: string | null,
): [string | null, (profileId: string | null) => void] {
  const { profile } = route.useSearch();
  const navigate = route.useNavigate();
  const tried = profile === undefined ? own : profile === ALIKE ? null : profile;
  const choose = (profileId: string | null) =>
    void navigate({
      search: (now) => ({
        ...now,
        profile: profileId === own ? undefined : (profileId ?? ALIKE),
      }),
      replace: true,
    });
  return [tried, choose];
}
