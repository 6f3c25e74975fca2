import { Button, Group, List, Text, Title } from "@mantine/core";
import { ErrorState } from "@/components/error-state";
import { type Invitation, useAcceptInvitation } from "@/features/invitation/invitation-api";
import classes from "@/features/invitation/invitation-page.module.css";
import { dayAndTime, duration } from "@/lib/clock-time";
import { count } from "@/lib/score";

interface OfferProps {
  invitation: Invitation;
  token: string;
}

/** All that a person needs to know before they say yes. */
export function Offer({ invitation, token }: OfferProps) {
  const { assessment } = invitation;
  return (
    <article className={classes.offer}>
      <header>
        <Text c="dimmed">Hello {invitation.candidate_name},</Text>
        <Title order={1}>{invitation.organization} invites you to show how you work</Title>
        <Text mt={4}>
          for the position <b>{invitation.opening}</b>
        </Text>
      </header>
      <Acceptance invitation={invitation} token={token} />
      <section>
        <Title order={2}>
          {assessment.title}: {count(assessment.items.length, "scenario")} in{" "}
          {duration(assessment.minutes)}
        </Title>
        <ul className={classes.items}>
          {assessment.items.map((item) => (
            <li key={item.title}>
              <Group justify="space-between" wrap="nowrap" align="baseline">
                <Title order={3}>{item.title}</Title>
                <Text c="dimmed" className="numeric" fz="sm" flex="none">
                  about {duration(item.minutes)}
                </Text>
              </Group>
              <Text c="dimmed">{item.summary}</Text>
            </li>
          ))}
        </ul>
      </section>
      <div className={classes.terms}>
        <Sitting minutes={assessment.minutes} />
        <Measured />
        {assessment.ai_policy && (
          <section>
            <Title order={2}>Use of AI tools</Title>
            <Text className={classes.policy}>{assessment.ai_policy}</Text>
          </section>
        )}
        <YourData organization={invitation.organization} />
      </div>
    </article>
  );
}

function Acceptance({ invitation, token }: OfferProps) {
  const accept = useAcceptInvitation(token);
  const again = invitation.state === "accepted";
  return (
    <div className={classes.acceptance}>
      <Group gap="lg">
        <Button size="md" loading={accept.isPending} onClick={() => accept.mutate()}>
          {again ? "Go on where you left" : "Accept the invitation"}
        </Button>
        <Text c="dimmed" className={classes.hint}>
          {again
            ? "You accepted this invitation before."
            : `Accepting does not start the clock. Open until ${dayAndTime(invitation.expires_at)}.`}
        </Text>
      </Group>
      {accept.error && <ErrorState error={accept.error} onRetry={() => accept.mutate()} />}
    </div>
  );
}

function Sitting({ minutes }: { minutes: number }) {
  return (
    <section>
      <Title order={2}>How it goes</Title>
      <List spacing={4}>
        <List.Item>
          One sitting of {duration(minutes)}, when you choose. You press start; nobody watches.
        </List.Item>
        <List.Item>
          You write code in the browser, or on your own machine and upload it. What you type is
          saved as you type.
        </List.Item>
        <List.Item>You may run the visible checks as you go, before you hand in.</List.Item>
        <List.Item>At the deadline, what is saved is handed in for you.</List.Item>
      </List>
    </section>
  );
}

function Measured() {
  return (
    <section>
      <Title order={2}>What is measured</Title>
      <List spacing={4}>
        <List.Item>
          What your code achieves on data that it has not seen. Each brief names every check and how
          it turns into a score; there are no trick questions.
        </List.Item>
        <List.Item>Your data is made for you alone, as hard as everybody else's.</List.Item>
        <List.Item>A failure of our platform is never a score of yours.</List.Item>
        <List.Item>Afterwards you can read what was measured, check by check.</List.Item>
      </List>
    </section>
  );
}

function YourData({ organization }: { organization: string }) {
  return (
    <section>
      <Title order={2}>What happens with your data</Title>
      <Text>
        {organization}, and those who run this service for them, see your name, your e-mail address,
        the files that you hand in, when you started and handed in, and what was measured. No
        camera, no microphone, no recording of your screen or keys. People decide, not the score
        alone.
      </Text>
    </section>
  );
}
