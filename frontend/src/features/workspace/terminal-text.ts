/** What a terminal would show of a program's output, as plain text. */
import stripAnsi from "strip-ansi";

// Everything below a space but tab and line feed; carriage returns are dealt with before.
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is removed
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f]/g;

export function terminalText(output: string): string {
  return stripAnsi(output)
    .replaceAll("\r\n", "\n")
    .split("\n")
    .map(lastOverwrite)
    .join("\n")
    .replace(CONTROL, "");
}

/** A progress bar draws over its own line: only the last drawing remains. */
function lastOverwrite(line: string): string {
  return line.split("\r").findLast((part) => part !== "") ?? "";
}
