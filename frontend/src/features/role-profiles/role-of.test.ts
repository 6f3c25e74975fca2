import { expect, it } from "vitest";
import { roleOf } from "@/features/role-profiles/role-of";

it("makes a role's name in addresses from its title", () => {
  expect(roleOf("  Research Engineer (ML) ", [])).toBe("research-engineer-ml");
  expect(roleOf("Ingénieure données", [])).toBe("ingenieure-donnees");
  expect(roleOf(`${"a".repeat(63)} lead`, [])).toBe("a".repeat(63));
});

it("numbers a role whose title has no letter to make a name from", () => {
  expect(roleOf("数据科学家", [])).toBe("role-1");
});
