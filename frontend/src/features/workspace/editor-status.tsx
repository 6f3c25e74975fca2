import { Kbd, UnstyledButton } from "@mantine/core";
import { useOs } from "@mantine/hooks";
import classes from "@/features/workspace/editor-status.module.css";

interface EditorStatusProps {
  cursor: { line: number; column: number };
  tabLeaves: boolean;
  editable: boolean;
  onToggleTab: () => void;
}

/** Where the cursor is, and the keys that people need to know. */
export function EditorStatus({ cursor, tabLeaves, editable, onToggleTab }: EditorStatusProps) {
  const os = useOs();
  const modifier = os === "macos" || os === "ios" ? "⌘" : "Ctrl";
  return (
    <div className={classes.status}>
      <span className="numeric">
        Line {cursor.line}, column {cursor.column}
      </span>
      {!editable && <span>To read only</span>}
      <span className={classes.keys}>
        {editable && (
          <span>
            <Kbd size="xs">{modifier}</Kbd> <Kbd size="xs">S</Kbd> save
          </span>
        )}
        {editable && (
          <span>
            <Kbd size="xs">{modifier}</Kbd> <Kbd size="xs">Enter</Kbd> run checks
          </span>
        )}
        <UnstyledButton className={classes.toggle} aria-pressed={tabLeaves} onClick={onToggleTab}>
          <Kbd size="xs">Ctrl</Kbd> <Kbd size="xs">M</Kbd>{" "}
          <span role="status">Tab {tabLeaves ? "leaves the editor" : "indents"}</span>
        </UnstyledButton>
      </span>
    </div>
  );
}
