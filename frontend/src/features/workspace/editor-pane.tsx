import type { EditorState } from "@codemirror/state";
import { useState } from "react";
import { EmptyState } from "@/components/empty-state";
import { DataPane } from "@/features/workspace/data-pane";
import { useDesk } from "@/features/workspace/desk";
import classes from "@/features/workspace/editor-pane.module.css";
import { EditorStatus } from "@/features/workspace/editor-status";
import { FileEditor } from "@/features/workspace/file-editor";
import { TabStrip } from "@/features/workspace/tab-strip";
import { useEditorHost } from "@/features/workspace/use-editor-host";

interface EditorPaneProps {
  onRunChecks: () => void;
}

/** The open files and data, one of them in view. */
export function EditorPane({ onRunChecks }: EditorPaneProps) {
  const { workspace, autosave, tabs, versionOf } = useDesk();
  const { active } = tabs;
  const [tabLeaves, setTabLeaves] = useState(false);
  const [cursor, setCursor] = useState({ line: 1, column: 1 });
  // Editors that are not in view keep their undo history and cursor here.
  const [kept] = useState(() => new Map<string, EditorState>());
  const host = useEditorHost({
    edited: (path, text) => autosave.edit(path, text),
    moved: (line, column) => setCursor({ line, column }),
    save: () => void autosave.flush(),
    runChecks: onRunChecks,
    toggleTabKey: () => setTabLeaves((leaves) => !leaves),
  });
  return (
    <section className={classes.pane} aria-label="Editor">
      <TabStrip />
      <div className={classes.content}>
        {!active && (
          <EmptyState title="No file is open">Choose one from the list of files.</EmptyState>
        )}
        {active?.kind === "data" && <DataPane key={active.path} path={active.path} />}
        {active?.kind === "file" && (
          <FileEditor
            key={`${active.path}@${versionOf(active.path)}`}
            path={active.path}
            host={host}
            tabLeaves={tabLeaves}
            kept={kept}
          />
        )}
      </div>
      {active?.kind === "file" && (
        <EditorStatus
          cursor={cursor}
          tabLeaves={tabLeaves}
          editable={workspace.editable}
          onToggleTab={host.toggleTabKey}
        />
      )}
    </section>
  );
}
