import { expect, it } from "vitest";
import { safeNext } from "@/features/sign-in/safe-next";

it("goes back to a page of this site", () => {
  expect(safeNext("/openings/7/shortlist?automated=80")).toBe("/openings/7/shortlist?automated=80");
});

it.each([
  undefined,
  "",
  "https://evil.example/",
  "//evil.example/",
  "/\\evil.example",
  "javascript:alert(1)",
])("goes to the start for %s", (next) => {
  expect(safeNext(next)).toBe("/");
});
