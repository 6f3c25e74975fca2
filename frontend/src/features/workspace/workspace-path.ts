/** Which file names a workspace takes; the server checks the same and has the last word. */

const LONGEST_PATH = 200;
const DATA_FOLDER = "data";
const ALLOWED_SEGMENT = /^[A-Za-z0-9._ -]+$/;

/** Says in plain words what is wrong with a path, or null where nothing is. */
export function pathProblem(path: string, taken: Iterable<string>): string | null {
  if (path === "") return "Give the file a name.";
  if (path.length > LONGEST_PATH) return `Use at most ${LONGEST_PATH} characters.`;
  if (path.includes("\\")) return "Separate folders with a forward slash: /";
  if (path.startsWith("/")) return "Leave out the slash at the beginning.";
  if (path.endsWith("/")) return "Name a file, not only a folder.";
  const segments = path.split("/");
  const wrong = segments.map(segmentProblem).find((problem) => problem !== null);
  if (wrong) return wrong;
  if (segments[0] === DATA_FOLDER) return "The folder data/ is for the given data files.";
  return clashProblem(path, [...taken]);
}

function segmentProblem(segment: string): string | null {
  if (segment === "") return "Two slashes follow each other.";
  if (segment === "." || segment === "..") return "Folders named . and .. are not allowed.";
  if (segment !== segment.trim()) return "Names do not begin or end with a space.";
  if (!ALLOWED_SEGMENT.test(segment)) {
    return "Use letters without accents, digits, spaces and the signs . _ -";
  }
  return null;
}

function clashProblem(path: string, taken: string[]): string | null {
  const same = taken.find((other) => other.toLowerCase() === path.toLowerCase());
  if (same !== undefined) return `${same} exists already.`;
  const asFolder = taken.find((other) => other.startsWith(`${path}/`));
  if (asFolder !== undefined) return `${path} is a folder already.`;
  const throughFile = taken.find((other) => path.startsWith(`${other}/`));
  return throughFile === undefined ? null : `${throughFile} is a file, not a folder.`;
}
