import { Text, Tooltip } from "@mantine/core";
import { IconAlertTriangle, IconCircleCheck, IconCloudOff, IconRefresh } from "@tabler/icons-react";
import { useDesk } from "@/features/workspace/desk";
import classes from "@/features/workspace/save-status.module.css";
import { saveWords } from "@/features/workspace/save-words";
import { useSaveStates } from "@/features/workspace/use-autosave";

const glyphs = {
  good: IconCircleCheck,
  info: IconRefresh,
  warn: IconCloudOff,
  bad: IconAlertTriangle,
  quiet: IconCircleCheck,
};

export function SaveStatus() {
  const { autosave, workspace } = useDesk();
  const words = saveWords(useSaveStates(autosave), autosave.draftsAreKept);
  if (!workspace.editable) return null;
  const Glyph = glyphs[words.tone];
  return (
    <Tooltip label={words.label} disabled={!words.urgent}>
      <div
        className={classes.status}
        data-tone={words.tone}
        // Every save would be read out otherwise.
        aria-live={words.urgent ? "assertive" : "off"}
      >
        <Glyph size={16} aria-hidden />
        <Text component="span" truncate>
          {words.label}
        </Text>
      </div>
    </Tooltip>
  );
}
