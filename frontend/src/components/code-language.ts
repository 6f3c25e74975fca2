import { StreamLanguage } from "@codemirror/language";
import { Compartment, type Extension } from "@codemirror/state";
import { ViewPlugin } from "@codemirror/view";

/** The language of a file by the end of its name; plain text otherwise. */
export function codeLanguage(path: string): Extension {
  switch (path.split(".").at(-1)?.toLowerCase()) {
    case "py":
      return loaded(async () => (await import("@codemirror/lang-python")).python());
    case "md":
      return loaded(async () => (await import("@codemirror/lang-markdown")).markdown());
    case "json":
    case "jsonl":
      return loaded(async () => (await import("@codemirror/lang-json")).json());
    case "yaml":
    case "yml":
      return loaded(async () => (await import("@codemirror/lang-yaml")).yaml());
    case "toml":
      return loaded(async () =>
        StreamLanguage.define((await import("@codemirror/legacy-modes/mode/toml")).toml),
      );
    default:
      return [];
  }
}

/** Languages are larger than the editor: each is fetched when a file first needs it. */
function loaded(load: () => Promise<Extension>): Extension {
  const slot = new Compartment();
  const loader = ViewPlugin.define((view) => {
    let gone = false;
    load()
      .then((language) => {
        if (!gone) view.dispatch({ effects: slot.reconfigure(language) });
      })
      // Without its colours a file can still be read and edited.
      .catch(() => undefined);
    return {
      destroy() {
        gone = true;
      },
    };
  });
  return [slot.of([]), loader];
}
