import type { EditorState } from "@codemirror/state";
import { Box } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { EmptyState } from "@/components/empty-state";
import { ErrorState } from "@/components/error-state";
import { LoadingRows } from "@/components/loading";
import { CodeEditor } from "@/features/workspace/code-editor";
import { ConflictNotice } from "@/features/workspace/conflict-notice";
import { openOnServer, useDesk } from "@/features/workspace/desk";
import type { EditorHost } from "@/features/workspace/editor-extensions";
import classes from "@/features/workspace/file-editor.module.css";

interface FileEditorProps {
  path: string;
  host: EditorHost;
  tabLeaves: boolean;
  kept: Map<string, EditorState>;
}

export function FileEditor({ path, host, tabLeaves, kept }: FileEditorProps) {
  const { workspace, autosave, visit, versionOf } = useDesk();
  const opening = useQuery({
    queryKey: ["opened-file", visit, path, versionOf(path)],
    queryFn: () => openOnServer(workspace.id, path, autosave),
    // Once open, the autosave has the truth.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  if (!autosave.isOpen(path)) {
    if (opening.error) {
      return <ErrorState error={opening.error} onRetry={() => void opening.refetch()} />;
    }
    return opening.data === false ? (
      <NotText />
    ) : (
      <Box p="md">
        <LoadingRows rows={8} height={16} />
      </Box>
    );
  }
  return (
    <div className={classes.file}>
      <ConflictNotice path={path} />
      <div className={classes.editor}>
        <CodeEditor
          path={path}
          text={autosave.text(path) ?? ""}
          editable={workspace.editable}
          tabLeaves={tabLeaves}
          host={host}
          kept={kept}
        />
      </div>
    </div>
  );
}

function NotText() {
  return (
    <EmptyState title="This file is not text">
      It is handed in as it is, but cannot be edited here. Download all files to look at it.
    </EmptyState>
  );
}
