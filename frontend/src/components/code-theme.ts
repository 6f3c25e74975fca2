import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import type { Extension } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";

/**
 * One CodeMirror theme for light and dark pages: every colour is a custom property that follows
 * the page's scheme (app/theme.ts), so that switching needs no new editor.
 */
const chrome = EditorView.theme({
  "&": {
    color: "var(--vet-code-text)",
    backgroundColor: "var(--vet-surface)",
    fontSize: "0.8125rem",
  },
  ".cm-content, .cm-gutters": { fontFamily: "var(--mantine-font-family-monospace)" },
  ".cm-content": { caretColor: "var(--vet-code-text)", padding: "8px 0" },
  ".cm-scroller": { lineHeight: "1.55" },
  ".cm-gutters": {
    color: "var(--mantine-color-dimmed)",
    backgroundColor: "var(--vet-surface)",
    borderRight: "1px solid var(--vet-line)",
  },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "var(--vet-code-line)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground":
    { backgroundColor: "var(--vet-code-selection)" },
  ".cm-cursor": { borderLeftColor: "var(--vet-code-text)" },
  ".cm-matchingBracket": { backgroundColor: "var(--vet-code-selection)", outline: "none" },
  ".cm-tooltip, .cm-panels": {
    color: "var(--mantine-color-text)",
    backgroundColor: "var(--vet-surface)",
    border: "1px solid var(--vet-line)",
  },
  ".cm-tooltip-autocomplete ul li[aria-selected]": {
    color: "var(--mantine-color-text)",
    backgroundColor: "var(--vet-code-selection)",
  },
});

const highlight = HighlightStyle.define([
  { tag: [tags.keyword, tags.operatorKeyword, tags.modifier], color: "var(--vet-code-keyword)" },
  { tag: [tags.string, tags.special(tags.string)], color: "var(--vet-code-string)" },
  { tag: [tags.number, tags.bool, tags.null, tags.atom], color: "var(--vet-code-number)" },
  { tag: tags.comment, color: "var(--vet-code-comment)", fontStyle: "italic" },
  {
    tag: [tags.function(tags.variableName), tags.function(tags.propertyName), tags.heading],
    color: "var(--vet-code-function)",
  },
  { tag: [tags.className, tags.typeName, tags.tagName], color: "var(--vet-code-type)" },
  { tag: tags.heading, fontWeight: "600" },
  { tag: tags.invalid, color: "var(--vet-bad)" },
]);

export const codeTheme: Extension = [chrome, syntaxHighlighting(highlight)];
