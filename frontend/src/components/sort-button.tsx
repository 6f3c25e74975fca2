import { UnstyledButton } from "@mantine/core";
import { IconChevronDown, IconChevronUp, IconSelector } from "@tabler/icons-react";
import type { ReactNode } from "react";
import classes from "@/components/data-table.module.css";

interface SortButtonProps {
  direction: "asc" | "desc" | false;
  onClick?: (event: unknown) => void;
  children: ReactNode;
}

export function SortButton({ direction, onClick, children }: SortButtonProps) {
  const Glyph = direction === "asc" ? IconChevronUp : IconChevronDown;
  return (
    <UnstyledButton className={classes.sort} data-sorted={direction !== false} onClick={onClick}>
      {children}
      {direction ? <Glyph size={14} aria-hidden /> : <IconSelector size={14} aria-hidden />}
    </UnstyledButton>
  );
}
