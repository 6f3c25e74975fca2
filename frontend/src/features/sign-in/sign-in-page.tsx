import { Button, Paper, PasswordInput, Stack, Text, TextInput, Title } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useDocumentTitle } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, useRouter } from "@tanstack/react-router";
import { instanceQuery } from "@/api/instance";
import { meQuery } from "@/api/me";
import { asProblem } from "@/api/problem";
import { BrandMark } from "@/components/brand-mark";
import { ErrorState } from "@/components/error-state";
import { ThemeSwitch } from "@/components/theme-switch";
import { type Credentials, useSignIn } from "@/features/sign-in/api";
import { DemoPeople } from "@/features/sign-in/demo-people";
import { safeNext } from "@/features/sign-in/safe-next";
import classes from "@/features/sign-in/sign-in-page.module.css";

const route = getRouteApi("/sign-in");

export function SignInPage() {
  useDocumentTitle("Sign in · Vetting");
  const { next } = route.useSearch();
  const router = useRouter();
  const { data: instance } = useQuery(instanceQuery);
  // Asking who is signed in also brings the cookie that the form's request must echo.
  useQuery(meQuery);
  const signIn = useSignIn();
  const form = useForm<Credentials>({ initialValues: { email: "", password: "" } });

  const submit = (credentials: Credentials) =>
    signIn.mutate(credentials, { onSuccess: () => router.history.push(safeNext(next)) });

  return (
    <div className={classes.page}>
      <div className={classes.theme}>
        <ThemeSwitch />
      </div>
      <main id="main" className={classes.column}>
        <BrandMark />
        <Paper className={classes.card} component="section">
          <Title order={1} size="h2">
            Sign in
          </Title>
          <Text c="dimmed" mt={4}>
            For recruiters, hiring managers and interviewers. Candidates use the link in their
            invitation.
          </Text>
          <form onSubmit={form.onSubmit(submit)}>
            <Stack gap="md" mt="lg">
              <TextInput
                label="E-mail"
                type="email"
                autoComplete="username"
                required
                withAsterisk={false}
                autoFocus
                {...form.getInputProps("email")}
              />
              <PasswordInput
                label="Password"
                autoComplete="current-password"
                required
                withAsterisk={false}
                {...form.getInputProps("password")}
              />
              <SignInProblem error={signIn.error} />
              <Button type="submit" size="md" loading={signIn.isPending}>
                Sign in
              </Button>
            </Stack>
          </form>
        </Paper>
        {instance?.demo && <DemoPeople onPick={submit} />}
      </main>
    </div>
  );
}

function SignInProblem({ error }: { error: unknown }) {
  if (!error) return null;
  const problem = asProblem(error);
  if (problem.blame !== "request") return <ErrorState error={error} />;
  return (
    <Text role="alert" c="var(--vet-bad)">
      {problem.status === 429
        ? "Too many attempts. Wait a minute, then try again."
        : problem.message}
    </Text>
  );
}
