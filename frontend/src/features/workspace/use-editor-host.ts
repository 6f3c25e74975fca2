import { useEffect, useRef, useState } from "react";
import type { EditorHost } from "@/features/workspace/editor-extensions";

/** The same object on every render, calling what the latest render gave. */
export function useEditorHost(handlers: EditorHost): EditorHost {
  const latest = useRef(handlers);
  useEffect(() => {
    latest.current = handlers;
  });
  const [host] = useState<EditorHost>(() => ({
    edited: (path, text) => latest.current.edited(path, text),
    moved: (line, column) => latest.current.moved(line, column),
    save: () => latest.current.save(),
    runChecks: () => latest.current.runChecks(),
    toggleTabKey: () => latest.current.toggleTabKey(),
  }));
  return host;
}
