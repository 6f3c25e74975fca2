import { Container } from "@mantine/core";
import { useDocumentTitle, useHash } from "@mantine/hooks";
import { IconLinkOff } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { asProblem } from "@/api/problem";
import { EmptyState } from "@/components/empty-state";
import { ErrorState } from "@/components/error-state";
import { LoadingPage } from "@/components/loading";
import { TopBar } from "@/components/top-bar";
import { type Invitation, useInvitation } from "@/features/invitation/invitation-api";
import classes from "@/features/invitation/invitation-page.module.css";
import { Offer } from "@/features/invitation/offer";
import { dayAndTime } from "@/lib/clock-time";

export function InvitationPage() {
  const [hash] = useHash({ getInitialValueInEffect: false });
  const token = hash.replace(/^#/, "");
  useDocumentTitle("Your invitation · Vetting");
  return (
    <>
      <TopBar />
      <Container component="main" id="main" size="md" className={classes.page}>
        {token ? <LookedUp token={token} /> : <Incomplete />}
      </Container>
    </>
  );
}

function LookedUp({ token }: { token: string }) {
  const { data, error, refetch } = useQuery(useInvitation(token));
  if (data) return <InvitationInState invitation={data} token={token} />;
  if (!error) return <LoadingPage />;
  const { status } = asProblem(error);
  if (status === 404 || status === 400) return <Unknown />;
  return <ErrorState error={error} onRetry={() => void refetch()} />;
}

function InvitationInState({ invitation, token }: { invitation: Invitation; token: string }) {
  switch (invitation.state) {
    case "open":
    case "accepted":
      return <Offer invitation={invitation} token={token} />;
    case "expired":
      return (
        <EmptyState order={1} icon={IconLinkOff} title="This invitation has expired">
          It was open until {dayAndTime(invitation.expires_at)}. Ask {invitation.organization} for a
          new one; this costs them a click.
        </EmptyState>
      );
    case "revoked":
      return (
        <EmptyState order={1} icon={IconLinkOff} title="This invitation was withdrawn">
          {invitation.organization} has taken it back. If you think that this is a mistake, ask
          them; we cannot open it again from here.
        </EmptyState>
      );
  }
}

function Unknown() {
  return (
    <EmptyState order={1} icon={IconLinkOff} title="We do not know this invitation">
      Part of the address may be missing: mail programs break long lines. Copy it whole from the
      message, up to the last sign, and open it again.
    </EmptyState>
  );
}

function Incomplete() {
  return (
    <EmptyState order={1} icon={IconLinkOff} title="This address is incomplete">
      An invitation's address ends in a # and a long code. Copy it whole from the message that you
      got, and open it again.
    </EmptyState>
  );
}
