import { EditorState } from "@codemirror/state";
import { EditorView, lineNumbers } from "@codemirror/view";
import { useEffect, useRef } from "react";
import { codeLanguage } from "@/components/code-language";
import { codeTheme } from "@/components/code-theme";
import { cspNonce } from "@/lib/csp-nonce";

interface CodeViewProps {
  path: string;
  text: string;
}

/** A file to read: line numbers, colours, selectable, never editable. */
export function CodeView({ path, text }: CodeViewProps) {
  const parent = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!parent.current) return;
    const view = new EditorView({
      parent: parent.current,
      state: EditorState.create({
        doc: text,
        extensions: [
          cspNonce ? EditorView.cspNonce.of(cspNonce) : [],
          EditorState.readOnly.of(true),
          EditorView.contentAttributes.of({ "aria-label": `Content of ${path}`, tabindex: "0" }),
          lineNumbers(),
          codeLanguage(path),
          codeTheme,
        ],
      }),
    });
    return () => view.destroy();
  }, [path, text]);
  return <div ref={parent} />;
}
