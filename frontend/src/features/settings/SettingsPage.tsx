import { Link } from 'react-router';
import { EmptyState, Page } from '@/design';
import { useMe } from '@/session/session';
import { settingsFor } from './settings';

/** Everything that the viewer may set for the whole organisation, each with its page. */
export function SettingsPage() {
  const places = settingsFor(useMe().permissions);
  return (
    <Page title="Settings">
      {places.length === 0 ? (
        <EmptyState title="There is nothing here that you can set.">
          <p>The standards lead and the administrator set what holds for the whole organisation.</p>
        </EmptyState>
      ) : (
        <>
          <p>What holds for your whole organisation. Every change is kept with its reason or its version.</p>
          <ul className="nhsuk-list">
            {places.map(({ href, label, what }) => (
              <li key={href}>
                <Link to={href}>{label}</Link>
                <span className="bw-note">{what}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </Page>
  );
}
