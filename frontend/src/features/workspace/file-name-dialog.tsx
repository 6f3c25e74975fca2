import { Button, Group, Modal, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useEffect } from "react";
import { pathProblem } from "@/features/workspace/workspace-path";

interface FileNameDialogProps {
  opened: boolean;
  title: string;
  verb: string;
  /** The name that stands in the field at first, and may stay. */
  initial: string;
  taken: ReadonlySet<string>;
  onClose: () => void;
  onName: (path: string) => void;
}

export function FileNameDialog(props: FileNameDialogProps) {
  const { opened, title, onClose } = props;
  return (
    <Modal opened={opened} onClose={onClose} title={<b>{title}</b>}>
      <FileNameForm {...props} />
    </Modal>
  );
}

function FileNameForm({ opened, verb, initial, taken, onClose, onName }: FileNameDialogProps) {
  const form = useForm({
    initialValues: { path: initial },
    validate: {
      path: (path) =>
        pathProblem(
          path.trim(),
          [...taken].filter((other) => other !== initial),
        ),
    },
  });
  const { reset } = form;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a fresh form each time it opens
  useEffect(() => reset(), [opened]);

  const submit = form.onSubmit(({ path }) => {
    onClose();
    if (path.trim() !== initial) onName(path.trim());
  });
  return (
    <form onSubmit={submit}>
      <Stack>
        <TextInput
          label="Name"
          description="With folders, if you like: features/build.py"
          autoComplete="off"
          spellCheck={false}
          data-autofocus
          {...form.getInputProps("path")}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit">{verb}</Button>
        </Group>
      </Stack>
    </form>
  );
}
