import {
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
} from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import {
  bracketMatching,
  foldGutter,
  foldKeymap,
  indentOnInput,
  indentUnit,
} from "@codemirror/language";
import { highlightSelectionMatches, searchKeymap } from "@codemirror/search";
import { Compartment, EditorState, type Extension, Prec } from "@codemirror/state";
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
} from "@codemirror/view";
import { codeLanguage } from "@/components/code-language";
import { codeTheme } from "@/components/code-theme";
import { cspNonce } from "@/lib/csp-nonce";

/** What the page wants to hear of from an editor. */
export interface EditorHost {
  edited: (path: string, text: string) => void;
  moved: (line: number, column: number) => void;
  save: () => void;
  runChecks: () => void;
  toggleTabKey: () => void;
}

export const readOnly = new Compartment();

export function editability(editable: boolean): Extension {
  return EditorState.readOnly.of(!editable);
}

const fill = EditorView.theme({
  "&": { height: "100%" },
  // The caret and the active line show the focus.
  "&.cm-focused": { outline: "none" },
  ".cm-searchMatch": {
    backgroundColor: "var(--vet-warn-ground)",
    outline: "1px solid var(--vet-warn)",
  },
  ".cm-searchMatch.cm-searchMatch-selected": { backgroundColor: "var(--vet-code-selection)" },
  ".cm-panel.cm-search": { padding: "8px 12px", fontFamily: "var(--mantine-font-family)" },
  ".cm-panel.cm-search label": { fontSize: "var(--mantine-font-size-xs)" },
  ".cm-panel.cm-search [name=close]": { fontSize: "1.25rem", padding: "0 8px" },
  ".cm-textfield, .cm-button": {
    padding: "3px 8px",
    border: "1px solid var(--vet-line-strong)",
    borderRadius: "var(--mantine-radius-sm)",
    color: "var(--mantine-color-text)",
    backgroundColor: "var(--vet-surface)",
    backgroundImage: "none",
    fontSize: "var(--mantine-font-size-sm)",
  },
  ".cm-scroller": { overflow: "auto" },
});

export function editorExtensions(path: string, host: EditorHost, editable: boolean): Extension[] {
  return [
    cspNonce ? EditorView.cspNonce.of(cspNonce) : [],
    ownKeys(host),
    lineNumbers(),
    foldGutter(),
    highlightActiveLine(),
    highlightActiveLineGutter(),
    highlightSpecialChars(),
    highlightSelectionMatches(),
    history(),
    drawSelection(),
    indentUnit.of("    "),
    indentOnInput(),
    bracketMatching(),
    closeBrackets(),
    autocompletion({ icons: false }),
    codeLanguage(path),
    keymap.of([
      ...closeBracketsKeymap,
      ...defaultKeymap,
      ...searchKeymap,
      ...historyKeymap,
      ...foldKeymap,
      ...completionKeymap,
      indentWithTab,
    ]),
    EditorView.contentAttributes.of({ "aria-label": `Editor of ${path}`, tabindex: "0" }),
    readOnly.of(editability(editable)),
    reports(path, host),
    codeTheme,
    fill,
  ];
}

/** Before CodeMirror's own: it uses Mod-Enter and Ctrl-m for something else. */
function ownKeys(host: EditorHost): Extension {
  const call = (act: () => void) => () => {
    act();
    return true;
  };
  return Prec.highest(
    keymap.of([
      { key: "Mod-s", run: call(host.save), preventDefault: true },
      { key: "Mod-Enter", run: call(host.runChecks) },
      { key: "Ctrl-m", run: call(host.toggleTabKey) },
      { key: "Shift-Alt-m", run: call(host.toggleTabKey) },
    ]),
  );
}

function reports(path: string, host: EditorHost): Extension {
  return EditorView.updateListener.of((update) => {
    if (update.docChanged) host.edited(path, update.state.doc.toString());
    if (update.selectionSet || update.docChanged) reportCursor(update.state, host);
  });
}

export function reportCursor(state: EditorState, host: EditorHost): void {
  const { head } = state.selection.main;
  const line = state.doc.lineAt(head);
  host.moved(line.number, head - line.from + 1);
}
