import { Button } from 'nhsuk-react-components';
import { useState } from 'react';
import { ButtonLink } from '@/design';

/** What the downloaded file says. */
export function recoveryFile(codes: string[], host: string): string {
  return [`Recovery codes for Bandwise at ${host}. Each works once, in place of the authenticator app.`, '', ...codes, ''].join('\n');
}

/** Recovery codes, shown this once, and the ways to keep them. */
export function RecoveryCodes({ codes, next }: { codes: string[]; next: string }) {
  const [copied, setCopied] = useState(false);
  const text = recoveryFile(codes, window.location.host);

  function download() {
    const address = URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
    const link = document.createElement('a');
    link.href = address;
    link.download = 'bandwise-recovery-codes.txt';
    link.click();
    URL.revokeObjectURL(address);
  }

  return (
    <>
      <p>
        When you do not have your authenticator app, sign in with one of these codes. Each works once. They are shown only
        now: keep them where you keep other papers of value, and not on the same telephone.
      </p>
      <ul className="bw-codes" aria-label="Recovery codes">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <div className="nhsuk-button-group bw-not-printed">
        <Button type="button" secondary onClick={() => void navigator.clipboard.writeText(text).then(() => setCopied(true))}>
          Copy
        </Button>
        <Button type="button" secondary onClick={download}>
          Download
        </Button>
        <Button type="button" secondary onClick={() => window.print()}>
          Print
        </Button>
      </div>
      <p role="status">{copied ? 'Copied.' : ''}</p>
      <ButtonLink href={next}>I have kept the codes</ButtonLink>
    </>
  );
}
