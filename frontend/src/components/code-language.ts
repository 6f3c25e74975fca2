import { json } from "@codemirror/lang-json";
import { markdown } from "@codemirror/lang-markdown";
import { python } from "@codemirror/lang-python";
import { yaml } from "@codemirror/lang-yaml";
import { StreamLanguage } from "@codemirror/language";
import { toml } from "@codemirror/legacy-modes/mode/toml";
import type { Extension } from "@codemirror/state";

/** The language of a file by the end of its name; plain text otherwise. */
export function codeLanguage(path: string): Extension {
  switch (path.split(".").at(-1)?.toLowerCase()) {
    case "py":
      return python();
    case "md":
      return markdown();
    case "json":
    case "jsonl":
      return json();
    case "yaml":
    case "yml":
      return yaml();
    case "toml":
      return StreamLanguage.define(toml);
    default:
      return [];
  }
}
