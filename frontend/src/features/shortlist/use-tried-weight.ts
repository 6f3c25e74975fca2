import { useDebouncedCallback } from "@mantine/hooks";
import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";

const route = getRouteApi("/staff/openings/$openingId/shortlist");
const SETTLE_MS = 150;

/**
 * The automated score's weight in percent that is being tried, and how to try another. The address
 * holds it, so that it can be passed on; it equals `saved` while nothing is tried.
 */
export function useTriedWeight(saved: number): [number, (percent: number) => void] {
  const { automated = saved } = route.useSearch();
  const navigate = route.useNavigate();
  const [moving, setMoving] = useState<number | null>(null);

  const go = (percent: number) =>
    navigate({
      search: (now) => ({ ...now, automated: percent === saved ? undefined : percent }),
      replace: true,
    });
  const settle = useDebouncedCallback((percent: number) => {
    // The address takes over once it has arrived, unless the slider has moved on meanwhile.
    void go(percent).then(() => setMoving((now) => (now === percent ? null : now)));
  }, SETTLE_MS);
  const move = (percent: number) => {
    setMoving(percent);
    settle(percent);
  };
  return [moving ?? automated, move];
}
