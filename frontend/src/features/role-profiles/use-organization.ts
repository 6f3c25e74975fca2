import { useQuery } from "@tanstack/react-query";
import { belongingTo, meQuery, recruitedFor } from "@/api/me";

/** Whose profiles are shown: those that the address names, else one's own organization's. */
export function useOrganization(wanted: string | undefined) {
  const { data: me } = useQuery(meQuery);
  const choices = belongingTo(me);
  const recruited = recruitedFor(me).map(({ value }) => value);
  const organizationId = wanted ?? recruited[0] ?? choices[0]?.value ?? null;
  const mayChange =
    me?.kind === "operator" || (organizationId !== null && recruited.includes(organizationId));
  return { choices, organizationId, mayChange };
}
