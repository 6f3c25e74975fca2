import { expect, it } from "vitest";

const sources = import.meta.glob<string>("./**/*.{ts,tsx}", {
  eager: true,
  query: "?raw",
  import: "default",
});

/** What each layer may import; a feature also itself. Tests may import anything. */
const BELOW: Record<string, string[]> = {
  lib: ["lib"],
  api: ["api", "lib"],
  components: ["components", "api", "lib"],
  features: ["components", "api", "lib"],
  app: ["app", "features", "components", "api", "lib"],
};

function forbiddenImports(path: string, source: string): string[] {
  const [, layer = "", folder = ""] = path.split("/");
  const allowed = BELOW[layer];
  if (!allowed || path.includes(".test.")) return [];
  const imported = [...source.matchAll(/["']@\/([^"']+)["']/g)].map((match) => match[1] ?? "");
  return imported.filter((target) => {
    const [targetLayer = "", targetFolder] = target.split("/");
    const isOwnFeature = layer === "features" && targetLayer === layer && targetFolder === folder;
    return !isOwnFeature && !allowed.includes(targetLayer);
  });
}

it("imports point down, and features do not know one another", () => {
  expect(Object.keys(sources).length).toBeGreaterThan(100);
  const broken = Object.entries(sources).flatMap(([path, source]) =>
    forbiddenImports(path, source).map((target) => `${path} → ${target}`),
  );
  expect(broken).toEqual([]);
});

it("tells an import that points up or sideways", () => {
  const sideways = 'import { x } from "@/features/reviews/api";';
  expect(forbiddenImports("./features/shortlist/api.ts", sideways)).toHaveLength(1);
  expect(forbiddenImports("./features/reviews/page.tsx", sideways)).toEqual([]);
  expect(forbiddenImports("./components/badge.tsx", 'from "@/app/theme"')).toHaveLength(1);
});
