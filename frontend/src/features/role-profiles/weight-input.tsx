import { ActionIcon, NumberInput } from "@mantine/core";
import { IconMinus, IconPlus } from "@tabler/icons-react";
import type { KeyboardEvent, ReactNode } from "react";
import type { TypedWeight } from "@/features/role-profiles/profile-form";
import { stepFrom } from "@/features/role-profiles/steps";
import classes from "@/features/role-profiles/weights-table.module.css";
import { HIGHEST_WEIGHT, LOWEST_WEIGHT } from "@/lib/weights";

interface WeightInputProps {
  /** What is weighed, for people who hear the page. */
  title: string;
  value?: TypedWeight;
  error?: ReactNode;
  /** What another profile gives to it, where that differs. */
  note: string | null;
  onChange: (weight: TypedWeight) => void;
  onBlur?: () => void;
  /** How the form finds this field. */
  "data-path"?: string;
}

const SECTION_PX = 34;
const ARROWS: Record<string, "up" | "down"> = { ArrowUp: "up", ArrowDown: "down" };

/** A weight, typed or in steps: the buttons, or the arrow keys. */
export function WeightInput(props: WeightInputProps) {
  const { title, value, error, note, onChange, ...field } = props;
  const step = (direction: "up" | "down") => onChange(stepFrom(value, direction));
  const onKeyDown = (event: KeyboardEvent) => {
    const direction = ARROWS[event.key];
    if (!direction) return;
    event.preventDefault();
    step(direction);
  };
  return (
    <NumberInput
      {...field}
      aria-label={`Weight of ${title}`}
      classNames={{ input: classes.number, description: classes.note, error: classes.note }}
      leftSectionPointerEvents="all"
      leftSectionWidth={SECTION_PX}
      rightSectionWidth={SECTION_PX}
      leftSection={
        <StepButton
          label={`Less for ${title}`}
          Glyph={IconMinus}
          disabled={value === LOWEST_WEIGHT}
          onClick={() => step("down")}
        />
      }
      rightSection={
        <StepButton
          label={`More for ${title}`}
          Glyph={IconPlus}
          disabled={value === HIGHEST_WEIGHT}
          onClick={() => step("up")}
        />
      }
      hideControls
      withKeyboardEvents={false}
      allowNegative={false}
      allowedDecimalSeparators={[".", ","]}
      clampBehavior="none"
      inputWrapperOrder={["input", "description", "error"]}
      description={error ? null : note}
      value={value}
      error={error}
      onChange={onChange}
      onKeyDown={onKeyDown}
    />
  );
}

interface StepButtonProps {
  label: string;
  Glyph: typeof IconPlus;
  disabled: boolean;
  onClick: () => void;
}

/** Not in the tab order: in the field itself the arrow keys do the same. */
function StepButton({ label, Glyph, disabled, onClick }: StepButtonProps) {
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      size={28}
      tabIndex={-1}
      aria-label={label}
      disabled={disabled}
      onClick={onClick}
    >
      <Glyph size={14} aria-hidden />
    </ActionIcon>
  );
}
