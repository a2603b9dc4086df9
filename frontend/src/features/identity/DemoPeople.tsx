import { Button } from 'nhsuk-react-components';
import type { components } from '@/api/schema';

interface DemoPeopleProps {
  accounts: components['schemas']['SignInOptions']['accounts'];
  onChoose: (email: string) => void;
}

/** The people of the invented trust, one press each. Only in demo mode. */
export function DemoPeople({ accounts, onChoose }: DemoPeopleProps) {
  return (
    <section className="bw-sign-in__demo" aria-labelledby="demo-people">
      <h2 className="nhsuk-heading-m" id="demo-people">
        Try it as one of the demo people
      </h2>
      <p>These people and their trust are invented. Choose one to sign in as them.</p>
      <ul className="bw-people">
        {accounts.map((account) => (
          <li key={account.email} className="bw-people__person">
            <div className="bw-people__who">
              <strong>{account.name}</strong>, {account.role}
              <span className="bw-people__what">{account.what}</span>
            </div>
            <Button type="button" secondary small onClick={() => onChoose(account.email)}>
              Sign in<span className="nhsuk-u-visually-hidden"> as {account.name}</span>
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
