import { Tooltip } from "@mantine/core";
import {
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleDashed,
  IconCircleX,
  IconProgress,
} from "@tabler/icons-react";
import classes from "@/components/state-badge.module.css";
import type { Tone, Wording } from "@/lib/wording";

const glyphs = {
  good: IconCircleCheck,
  info: IconProgress,
  warn: IconAlertTriangle,
  bad: IconCircleX,
  quiet: IconCircleDashed,
} satisfies Record<Tone, unknown>;

/** A state as icon, words and colour, so that none of them is the only carrier. */
export function StateBadge({ wording: { label, tone, meaning } }: { wording: Wording }) {
  const Glyph = glyphs[tone];
  const badge = (
    <span className={classes.badge} data-tone={tone}>
      <Glyph size={14} stroke={2} aria-hidden />
      {label}
    </span>
  );
  return meaning ? <Tooltip label={meaning}>{badge}</Tooltip> : badge;
}
