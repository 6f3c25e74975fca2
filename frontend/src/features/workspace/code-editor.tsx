import { EditorState } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { useEffect, useRef } from "react";
import {
  type EditorHost,
  editability,
  editorExtensions,
  readOnly,
  reportCursor,
} from "@/features/workspace/editor-extensions";

interface CodeEditorProps {
  path: string;
  /** The text that the editor begins with; afterwards the editor has the newest. */
  text: string;
  editable: boolean;
  tabLeaves: boolean;
  /** One object for as long as the page lives: kept editors go on calling it. */
  host: EditorHost;
  /** Where an editor leaves its undo history and cursor for the next time its tab opens. */
  kept: Map<string, EditorState>;
}

/** Give it a `key` that changes with the file, and whenever the text is replaced from outside. */
export function CodeEditor({ path, text, editable, tabLeaves, host, kept }: CodeEditorProps) {
  const parent = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(null);
  const first = useRef({ text, editable });

  useEffect(() => {
    if (!parent.current) return;
    const { text: doc, editable: startsEditable } = first.current;
    const before = kept.get(path);
    const state =
      before?.doc.toString() === doc
        ? before
        : EditorState.create({ doc, extensions: editorExtensions(path, host, startsEditable) });
    const editor = new EditorView({ parent: parent.current, state });
    view.current = editor;
    reportCursor(state, host);
    return () => {
      kept.set(path, editor.state);
      editor.destroy();
    };
  }, [path, host, kept]);

  useEffect(() => {
    view.current?.dispatch({ effects: readOnly.reconfigure(editability(editable)) });
  }, [editable]);

  useEffect(() => view.current?.setTabFocusMode(tabLeaves), [tabLeaves]);

  return <div ref={parent} style={{ height: "100%" }} />;
}
