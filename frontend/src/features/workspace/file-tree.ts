/** Folders and files in the order in which people look for them: folders first, then names. */
export type TreeNode =
  | { kind: "file"; name: string; path: string }
  | { kind: "folder"; name: string; path: string; children: TreeNode[] };

export function buildTree(paths: Iterable<string>): TreeNode[] {
  const root: TreeNode[] = [];
  for (const path of paths) insert(root, path.split("/"), "");
  return sorted(root);
}

function insert(level: TreeNode[], segments: string[], parent: string): void {
  const [name, ...rest] = segments;
  if (name === undefined) return;
  const path = parent === "" ? name : `${parent}/${name}`;
  if (rest.length === 0) {
    level.push({ kind: "file", name, path });
    return;
  }
  let folder = level.find((node) => node.kind === "folder" && node.name === name);
  if (folder?.kind !== "folder") {
    folder = { kind: "folder", name, path, children: [] };
    level.push(folder);
  }
  insert(folder.children, rest, path);
}

function sorted(level: TreeNode[]): TreeNode[] {
  const nodes = level.map((node) =>
    node.kind === "folder" ? { ...node, children: sorted(node.children) } : node,
  );
  return nodes.sort((a, b) =>
    a.kind === b.kind ? a.name.localeCompare(b.name) : a.kind === "folder" ? -1 : 1,
  );
}
