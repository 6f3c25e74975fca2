import { MergeView } from "@codemirror/merge";
import { EditorState } from "@codemirror/state";
import { EditorView, lineNumbers } from "@codemirror/view";
import { useEffect, useRef } from "react";
import { codeLanguage } from "@/components/code-language";
import { codeTheme } from "@/components/code-theme";
import classes from "@/features/workspace/merge-editor.module.css";
import { cspNonce } from "@/lib/csp-nonce";

interface MergeEditorProps {
  path: string;
  theirs: string;
  mine: string;
  onEdit: (text: string) => void;
}

/** Changed passages in colours that suit both schemes. */
const changes = EditorView.theme({
  "&.cm-merge-a .cm-changedLine, &.cm-merge-b .cm-changedLine": {
    backgroundColor: "var(--vet-warn-ground)",
  },
  "&.cm-merge-a .cm-changedText, &.cm-merge-b .cm-changedText": {
    background: "var(--vet-code-selection)",
  },
  // The signs that CodeMirror puts here are in few fonts.
  ".cm-collapsedLines": {
    color: "var(--mantine-color-dimmed)",
    background: "var(--vet-surface-sunken)",
    "&:before, &:after": { content: "'…'" },
  },
});

/** The server's text on the left, to read; the candidate's on the right, to edit. */
export function MergeEditor({ path, theirs, mine, onEdit }: MergeEditorProps) {
  const parent = useRef<HTMLDivElement>(null);
  const first = useRef({ theirs, mine, onEdit });
  useEffect(() => {
    if (!parent.current) return;
    const shared = [
      cspNonce ? EditorView.cspNonce.of(cspNonce) : [],
      lineNumbers(),
      codeLanguage(path),
      codeTheme,
      changes,
    ];
    const view = new MergeView({
      parent: parent.current,
      revertControls: "a-to-b",
      collapseUnchanged: {},
      a: {
        doc: first.current.theirs,
        extensions: [
          shared,
          EditorState.readOnly.of(true),
          EditorView.contentAttributes.of({ "aria-label": "The server's version" }),
        ],
      },
      b: {
        doc: first.current.mine,
        extensions: [
          shared,
          EditorView.contentAttributes.of({ "aria-label": "Your version" }),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) first.current.onEdit(update.state.doc.toString());
          }),
        ],
      },
    });
    return () => view.destroy();
  }, [path]);
  return <div ref={parent} className={classes.merge} />;
}
