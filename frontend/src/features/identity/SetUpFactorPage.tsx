import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api } from '@/api/client';
import type { components } from '@/api/schema';
import { useSubmission } from '@/api/submit';
import { Form, Page, PasswordField, SubmitButton, TextField } from '@/design';
import { meQuery } from '@/session/queries';
import { useMe } from '@/session/session';
import { RecoveryCodes } from './RecoveryCodes';
import { accountCrumb, factorCrumb, factorQuery } from './SecondFactorPage';

type Offer = components['schemas']['SecondFactorOffer'];

/** Sets up the second step: the password again, the app, the recovery codes. */
export function SetUpFactorPage() {
  const { lacksSecondFactor } = useMe();
  // Whoever was led here has to be told why to the end, also when the last step has made it untrue.
  const [led] = useState(lacksSecondFactor);
  const [offer, setOffer] = useState<Offer>();
  const [codes, setCodes] = useState<string[]>();
  const breadcrumbs = led ? [] : [accountCrumb, factorCrumb];
  if (codes) {
    return (
      <Page key="codes" title="Your recovery codes" breadcrumbs={breadcrumbs}>
        <RecoveryCodes codes={codes} next={led ? '/' : factorCrumb.href} />
      </Page>
    );
  }
  if (offer) {
    return (
      <Page key="offer" title="Connect your authenticator app" caption="Step 2 of 3" breadcrumbs={breadcrumbs}>
        <Connecting offer={offer} onCodes={setCodes} />
      </Page>
    );
  }
  return (
    <Page key="password" title="Set up a second step" caption="Step 1 of 3" breadcrumbs={breadcrumbs}>
      {led ? (
        <p>
          Your roles approve other people’s work or administer, so your organisation asks for a second step when you sign
          in. Until it is set up you can do nothing else here. It takes about three minutes.
        </p>
      ) : null}
      <Beginning onOffer={setOffer} />
    </Page>
  );
}

function Beginning({ onOffer }: { onOffer: (offer: Offer) => void }) {
  const [password, setPassword] = useState('');
  const { submit, ...state } = useSubmission({
    check: () => (password === '' ? [{ name: 'password', message: 'Enter your password' }] : []),
    send: () => answer(api.POST('/me/second-factor/offer', { body: { password } })),
    done: onOffer,
  });
  return (
    <Form {...state} onSubmit={() => void submit(undefined)}>
      <p>
        You need an authenticator app on a telephone, such as Microsoft Authenticator, Google Authenticator or the
        telephone’s own password manager.
      </p>
      <PasswordField name="password" label="Your password" value={password} onChange={setPassword} />
      <SubmitButton pending={state.pending}>Continue</SubmitButton>
    </Form>
  );
}

function Connecting({ offer, onCodes }: { offer: Offer; onCodes: (codes: string[]) => void }) {
  const queryClient = useQueryClient();
  const [code, setCode] = useState('');
  const { submit, ...state } = useSubmission({
    check: () => (code.trim() === '' ? [{ name: 'code', message: 'Enter the code that your app shows' }] : []),
    send: () => answer(api.POST('/me/second-factor/confirm', { body: { code } })),
    done: async ({ codes }) => {
      onCodes(codes);
      await queryClient.invalidateQueries({ queryKey: factorQuery.queryKey });
      await queryClient.invalidateQueries({ queryKey: meQuery.queryKey });
    },
  });
  return (
    <Form {...state} onSubmit={() => void submit(undefined)}>
      <p>In the app, add an account and scan this picture with the telephone’s camera.</p>
      <img
        className="bw-qr"
        src={`data:image/png;base64,${offer.picture}`}
        alt="QR code with the key that stands below"
        width={240}
        height={240}
      />
      <p>If you cannot scan it, type this key into the app:</p>
      <p className="bw-key">
        <code>{offer.key}</code>
      </p>
      <p>
        On this telephone you can also <a href={offer.address}>open it in the app</a>.
      </p>
      <TextField
        name="code"
        label="Code"
        hint="The 6 figures that the app now shows for Bandwise"
        width="10"
        numeric
        autoComplete="one-time-code"
        value={code}
        onChange={setCode}
      />
      <SubmitButton pending={state.pending}>Confirm</SubmitButton>
    </Form>
  );
}
