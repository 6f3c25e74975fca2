/** Which file names a workspace takes; the server checks the same and has the last word. */

const LONGEST_PATH = 200;
const LONGEST_NAME = 100;
const DEEPEST = 10;
const DATA_FOLDER = "data";
const ALLOWED_NAME = /^[A-Za-z0-9_.-]+$/;

/** Says in plain words what is wrong with a path, or null where nothing is. */
export function pathProblem(path: string, taken: Iterable<string>): string | null {
  if (path === "") return "Give the file a name.";
  if (path.length > LONGEST_PATH) return `Use at most ${LONGEST_PATH} characters.`;
  if (path.includes("\\")) return "Separate folders with a forward slash: /";
  if (path.startsWith("/")) return "Leave out the slash at the beginning.";
  if (path.endsWith("/")) return "Name a file, not only a folder.";
  const names = path.split("/");
  if (names.length > DEEPEST) return `Folders may be nested ${DEEPEST - 1} deep.`;
  const wrong = names.map(nameProblem).find((problem) => problem !== null);
  if (wrong) return wrong;
  if (names[0]?.toLowerCase() === DATA_FOLDER) {
    return "The folder data/ is for the given data files.";
  }
  return clashProblem(path, [...taken]);
}

function nameProblem(name: string): string | null {
  if (name === "") return "Two slashes follow each other.";
  if (name === "." || name === "..") return "Folders named . and .. are not allowed.";
  if (name.length > LONGEST_NAME) return `Use at most ${LONGEST_NAME} characters for each name.`;
  if (!ALLOWED_NAME.test(name)) return "Use plain letters, digits and the signs . _ -";
  return name.endsWith(".") ? "A name does not end with a dot." : null;
}

/** Names that differ in case only are one file on some computers, so they count as the same. */
function clashProblem(path: string, taken: string[]): string | null {
  const folded = path.toLowerCase();
  for (const other of taken) {
    const foldedOther = other.toLowerCase();
    if (foldedOther === folded) return `${other} exists already.`;
    if (foldedOther.startsWith(`${folded}/`)) return `${path} is a folder already.`;
    if (folded.startsWith(`${foldedOther}/`)) return `${other} is a file, not a folder.`;
  }
  return null;
}
