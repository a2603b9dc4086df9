import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { answer, api } from '@/api/client';
import { ApiProblem } from '@/api/problem';
import { useSubmission } from '@/api/submit';
import { ButtonLink, Loading, Page } from '@/design';
import { forgetKept } from '@/session/kept';
import { forgetPerson, meQuery } from '@/session/queries';
import { CodeStep, nothingShown, shownBody, shownProblem } from './CodeStep';
import { rememberedWayBack } from './wayBack';

/** Where the organisation's provider sends people back to: completes the sign-in. */
export function SignInReturnPage() {
  const [params] = useSearchParams();
  const [askedForCode, setAskedForCode] = useState(false);
  const [shown, setShown] = useState(nothingShown);
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  // What came back is used once, also where effects run twice.
  const begun = useRef(false);

  const { submit, ...state } = useSubmission({
    check: () => (askedForCode ? shownProblem(shown) : []),
    send: async () => {
      const state = params.get('state') ?? '';
      const { code, recoveryCode } = shownBody(shown);
      const first = {
        code: params.get('code') ?? undefined,
        issuer: params.get('iss') ?? undefined,
        refusal: params.get('error') ?? undefined,
      };
      try {
        await answer(
          api.POST('/sign-in/complete', { body: askedForCode ? { state, ownCode: code, recoveryCode } : { state, ...first } }),
        );
        return false;
      } catch (thrown) {
        if (!askedForCode && thrown instanceof ApiProblem && thrown.code === 'code_required') return true;
        throw thrown;
      }
    },
    done: async (needsCode) => {
      setAskedForCode(needsCode);
      if (needsCode) return;
      forgetPerson(queryClient);
      const who = await queryClient.query({ ...meQuery, staleTime: 0 });
      forgetKept(who?.person.id);
      await navigate(rememberedWayBack(), { replace: true });
    },
  });
  useEffect(() => {
    if (begun.current) return;
    begun.current = true;
    void submit(undefined);
  }, [submit]);

  if (askedForCode) {
    return (
      <Page title="Sign in: second step">
        <CodeStep
          sofar="Your organisation has signed you in."
          shown={shown}
          onChange={setShown}
          state={state}
          onSubmit={() => void submit(undefined)}
          onBack={() => void navigate('/sign-in', { replace: true })}
        />
      </Page>
    );
  }
  if (!state.problems) {
    return (
      <Page title="Signing you in">
        <Loading what="your account" />
      </Page>
    );
  }
  return (
    <Page title="You are not signed in">
      <p role="alert">{[...state.problems.general, ...state.problems.fields.map(({ message }) => message)].join(' ')}</p>
      <ButtonLink href="/sign-in">Back to sign in</ButtonLink>
    </Page>
  );
}
